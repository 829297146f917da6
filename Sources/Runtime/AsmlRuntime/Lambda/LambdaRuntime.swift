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

    enum Answer {
        /// Still to be given.
        case due
        case streaming
        /// Also before the first invocation: there is nothing to respond to.
        case given
    }

    var api: RuntimeAPI
    var log = Log()
    var output = GuestOutput(.info)
    var errorOutput = GuestOutput(.error)
    var error = FunctionError()
    var document = ByteBuffer()
    var remark = ByteBuffer()

    // Of this invocation.
    var invocation = Invocation()
    var answer = Answer.given
    var input = PageCursor()
    var io = IOCalls()
    private var hasReportedText = false

    private let isolates = rt_config()?.pointee.isolates ?? 0 != 0
    private var isInstanceUsedUp = false

    init(_ address: RuntimeAPIAddress) { api = RuntimeAPI(address) }

    func run() -> Never {
        WASIStreams.sink = { descriptor, bytes, count in
            LambdaRuntime.current?.write(
                Bytes(start: bytes, count: count), isError: descriptor == 2)
        }
        let entry = initialize()
        while true {
            receive()
            invoke(entry)
            endIO()
            refreshInstance()
        }
    }

    private func receive() {
        let status: Int
        do {
            status = try api.next(into: &invocation)
        } catch {
            die("cannot get the next invocation: ", error.text)
        }
        guard status == 200 else {
            die("the Runtime API has no next invocation: ", invocation.event.bytes)
        }
        guard invocation.hasUsableID else {
            die("the Runtime API gave an invocation without a request id")
        }
        TraceVariable.set(invocation.traceID)
        answer = .due
        input = PageCursor()
        hasReportedText = false
    }

    private func invoke(_ entry: EntryPoint) {
        var slot: UInt64 = 0
        switch entry {
        case .handler(let export):
            let outcome = rt_enter(export.pointee.invoke, &slot)
            isInstanceUsedUp = isolates || outcome != 0
            finish(outcome, result: Int32(truncatingIfNeeded: Int64(bitPattern: slot)))
        case .program(let export):
            var outcome = rt_enter(export.pointee.invoke, nil)
            isInstanceUsedUp = true
            if outcome == RT_EXITED && rt_exit_status() == 0 { outcome = 0 }
            finish(outcome, result: 0)
        }
    }

    private func finish(_ outcome: Int32, result: Int32) {
        flushOutput()
        if outcome != 0 {
            error.set(outcome: outcome)
            fail()
        } else if result != 0, answer != .given {
            error.set("Function.Error", "the handler returned ")
            error.message.append(signed: Int64(result))
            fail()
        } else if answer == .streaming {
            _ = endStream()
        } else if answer == .due {
            respond(Bytes("null"))
        }
    }

    /// Right after an invocation, whose caller has the answer, so that the next one need not wait.
    private func refreshInstance() {
        guard isInstanceUsedUp else { return }
        rt_instance_reset()
        rt_wasi_reset()
        isInstanceUsedUp = false
        guard rt_instantiate() != 0 else { return }
        flushOutput()
        die("the module cannot be instantiated once more: ", TrapReport().message)
    }

    /// Text of the guest's that is no UTF-8 is mended on its way; once an invocation that is said.
    func checkText(_ text: Bytes) {
        guard !hasReportedText, !Text.isUTF8(text) else { return }
        hasReportedText = true
        report(.warn, "text of the function is not UTF-8; the bytes in question are replaced")
    }
}

/// The beginning: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
extension LambdaRuntime {
    private func initialize() -> EntryPoint {
        let outcome = rt_instantiate()
        flushOutput()
        if outcome != 0 {
            error.set(outcome: outcome)
            failInit()
        }
        guard let entry = EntryPoint.find() else {
            EntryPoint.describeMissing(&error)
            failInit()
        }
        waitForRestore()
        return entry
    }

    /// Under SnapStart the instance is ready now, and the copies of it go on from here.
    private func waitForRestore() {
        guard
            environmentValue("AWS_LAMBDA_INITIALIZATION_TYPE")?
                .equals(Bytes("snap-start")) == true
        else { return }
        let status: Int
        do {
            status = try api.waitForRestore()
        } catch {
            die("cannot wait to be restored: ", error.text)
        }
        guard status == 200 else { die("the Runtime API does not restore: ", api.answer) }
    }

    private func failInit() -> Never {
        logError(.fatal)
        composeDocument()
        do {
            let status = try api.failInit(error, document.bytes)
            if status != 202 { report(.error, "the Runtime API refused the error: ", api.answer) }
        } catch {
            complain("cannot give the error to the Runtime API: ", error.text)
        }
        rt_exit(1)
    }

    func die(_ message: StaticString, _ detail: Bytes = Bytes("")) -> Never {
        complain(message, detail)
        rt_exit(1)
    }
}
