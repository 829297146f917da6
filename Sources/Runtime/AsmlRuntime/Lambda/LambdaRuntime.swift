import CRuntimeABI

/// Runs a function under AWS Lambda: take an event, call the handler, give the response, for ever.
@c @implementation
func rt_lambda_main() {
    guard let text = environmentValue("AWS_LAMBDA_RUNTIME_API") else {
        complain("AWS_LAMBDA_RUNTIME_API is not set: this program is a function for AWS Lambda")
        rt_exit(1)
    }
    guard let address = RuntimeAPIAddress(text) else {
        complain("AWS_LAMBDA_RUNTIME_API is not host:port with a numeric host: ", text)
        rt_exit(1)
    }
    rt_instance_keep()
    WASIFolders.openForLambda()
    rt_wasi_start()
    let runtime = LambdaRuntime(address)
    LambdaRuntime.current = runtime
    runtime.run()
}

final class LambdaRuntime {
    /// Imports have no context of their own; there is one instance per process.
    nonisolated(unsafe) static var current: LambdaRuntime?

    var api: RuntimeAPI
    var log = Log()
    var pages = InputPages()
    /// Of this invocation; before the first one there is nothing to respond to.
    var hasResponded = true
    var hasLoggedBadText = false
    private var isInstanceUsedUp = false
    private var document = ByteBuffer()

    init(_ address: RuntimeAPIAddress) { api = RuntimeAPI(address) }

    func run() -> Never {
        let outcome = rt_instantiate()
        if outcome != 0 { failInit(FunctionError(outcome: outcome)) }
        guard let entry = EntryPoint.find() else { failInit(EntryPoint.missing()) }
        while true {
            receive()
            invoke(entry)
            refreshInstance()
        }
    }

    /// Right after an invocation, whose caller has the answer, so that the next one need not wait.
    private func refreshInstance() {
        guard isInstanceUsedUp else { return }
        rt_instance_reset()
        rt_wasi_reset()
        isInstanceUsedUp = false
        if rt_instantiate() != 0 { die("the module traps when it is instantiated once more") }
    }

    private func receive() {
        let status: Int
        do {
            status = try api.next()
        } catch {
            die("cannot reach the Runtime API")
        }
        guard status == 200 else { die("the Runtime API has no next invocation") }
        pages = InputPages()
        hasResponded = false
        hasLoggedBadText = false
    }

    private func invoke(_ entry: EntryPoint) {
        var slot: UInt64 = 0
        switch entry {
        case .handler(let export):
            let outcome = rt_enter(export.pointee.invoke, &slot)
            isInstanceUsedUp = outcome != 0
            finish(outcome, result: Int32(truncatingIfNeeded: Int64(bitPattern: slot)))
        case .program(let export):
            var outcome = rt_enter(export.pointee.invoke, nil)
            isInstanceUsedUp = true
            if outcome == RT_EXITED && rt_exit_status() == 0 { outcome = 0 }
            finish(outcome, result: 0)
        }
    }

    private func finish(_ outcome: Int32, result: Int32) {
        if outcome != 0 {
            fail(FunctionError(outcome: outcome))
        } else if hasResponded {
            return
        } else if result == 0 {
            respond(Bytes("null"))
        } else {
            var error = FunctionError("Function.Error", "the handler returned ")
            error.message.append(signed: Int64(result))
            fail(error)
        }
    }
}

extension LambdaRuntime {
    /// Posted at once: what the guest does after this can only be logged.
    func respond(_ body: Bytes) {
        guard !hasResponded else {
            report(.warn, "a second response to the same invocation is ignored")
            return
        }
        guard body.count <= RuntimeAPI.largestResponse else {
            fail(
                FunctionError("Function.ResponseSizeTooLarge", "the response is larger than 6 MiB"))
            return
        }
        hasResponded = true
        do {
            let status = try api.respond(body)
            if status != 202 { report(.error, "the Runtime API refused the response") }
        } catch {
            die("cannot give the response to the Runtime API")
        }
    }

    private func fail(_ error: consuming FunctionError) {
        document.removeAll()
        error.appendText(to: &document)
        log.write(.error, document.bytes, requestID: api.requestID.bytes)
        guard !hasResponded else { return }
        hasResponded = true
        document.removeAll()
        error.append(to: &document)
        do {
            let status = try api.fail(error.type, document.bytes)
            if status != 202 { report(.error, "the Runtime API refused the error") }
        } catch {
            die("cannot give the error to the Runtime API")
        }
    }

    private func failInit(_ error: consuming FunctionError) -> Never {
        document.removeAll()
        error.appendText(to: &document)
        log.write(.fatal, document.bytes, requestID: api.requestID.bytes)
        document.removeAll()
        error.append(to: &document)
        _ = try? api.failInit(error.type, document.bytes)
        rt_exit(1)
    }

    /// The runtime's own record in the function's log.
    func report(_ level: Log.Level, _ message: StaticString) {
        log.write(level, Bytes(message), requestID: api.requestID.bytes)
    }

    private func die(_ message: StaticString) -> Never {
        complain(message)
        rt_exit(1)
    }
}
