import CRuntimeABI

/// The one answer to an invocation. Posted at once: what the guest does after it can only be logged.
extension LambdaRuntime {
    func respond(_ body: Bytes) {
        guard answer == .due else {
            report(.warn, "a second response to the same invocation is ignored")
            return
        }
        guard body.count <= RuntimeAPI.largestResponse else {
            error.set("Function.ResponseSizeTooLarge", "the response of ")
            error.message.append(decimal: UInt64(body.count))
            error.message.append(" bytes is larger than ")
            error.message.append(decimal: UInt64(RuntimeAPI.largestResponse))
            fail()
            return
        }
        answer = .given
        do {
            let status = try api.respond(invocation.requestID, body)
            if status != 202 {
                report(.error, "the Runtime API refused the response: ", api.answer)
            }
        } catch {
            die("cannot give the response to the Runtime API: ", error.text)
        }
    }

    /// Answers with `error`, or only logs it where an answer is given.
    func fail() {
        logError(.error)
        let before = answer
        answer = .given
        guard before != .given else { return }
        composeDocument()
        do {
            let status =
                before == .streaming
                ? try api.breakResponse(error, document.bytes)
                : try api.fail(invocation.requestID, error, document.bytes)
            if status != 202 { report(.error, "the Runtime API refused the error: ", api.answer) }
        } catch {
            guard before != .streaming else {
                report(.error, "the response's end was not sent: ", error.text)
                return
            }
            die("cannot give the error to the Runtime API: ", error.text)
        }
    }

    func composeDocument() {
        document.removeAll()
        error.append(to: &document)
    }

    func logError(_ level: Log.Level) {
        document.removeAll()
        error.appendText(to: &document)
        log.write(level, document.bytes, requestID: invocation.requestID)
    }
}

/// Response streaming. False: there is nothing to stream to.
extension LambdaRuntime {
    private static let largestContentType = 1024

    func startStream(_ contentType: Bytes) -> Bool {
        guard answer == .due else {
            report(.warn, "a second response to the same invocation is ignored")
            return false
        }
        var type = contentType
        if type.count == 0 || type.count > Self.largestContentType || !type.isPrintable {
            if type.count > 0 {
                report(.warn, "the response's content type is no text for a header")
            }
            type = Bytes("application/octet-stream")
        }
        answer = .streaming
        return stream("the response was not started: ") { (api, id) throws(ExchangeError) in
            try api.startResponse(id, type)
        }
    }

    func writeStream(_ bytes: Bytes) -> Bool {
        guard answer == .streaming else { return false }
        return stream("the response was broken off: ") { (api, _) throws(ExchangeError) in
            try api.writeResponse(bytes)
        }
    }

    func endStream() -> Bool {
        guard answer == .streaming else { return false }
        var status = 0
        let isSent = stream("the response's end was not sent: ") {
            (api, _) throws(ExchangeError) in
            status = try api.endResponse()
        }
        answer = .given
        guard isSent else { return false }
        if status != 202 { report(.error, "the Runtime API refused the response: ", api.answer) }
        return status == 202
    }

    /// Whoever reads the response may be gone: that ends the response, not the function.
    private func stream(
        _ failure: StaticString,
        _ step: (inout RuntimeAPI, Bytes) throws(ExchangeError) -> Void
    ) -> Bool {
        do {
            try step(&api, invocation.requestID)
            return true
        } catch {
            answer = .given
            report(.error, failure, error.text)
            return false
        }
    }
}

/// The log.
extension LambdaRuntime {
    /// What the guest wrote to a standard stream.
    func write(_ bytes: Bytes, isError: Bool) {
        if isError {
            errorOutput.write(bytes, &log, requestID: invocation.requestID)
        } else {
            output.write(bytes, &log, requestID: invocation.requestID)
        }
    }

    func flushOutput() {
        output.flush(&log, requestID: invocation.requestID)
        errorOutput.flush(&log, requestID: invocation.requestID)
    }

    /// The runtime's own record in the function's log.
    func report(_ level: Log.Level, _ message: StaticString, _ detail: Bytes = Bytes("")) {
        remark.removeAll()
        remark.append(message)
        remark.append(detail.piece(from: 0, 1024))
        log.write(level, remark.bytes, requestID: invocation.requestID)
    }
}
