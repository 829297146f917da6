extension RuntimeAPI {
    /// Lambda's limit for a streamed response.
    static let streamLimit = 200 * 1024 * 1024

    /// What becomes of a posted body.
    struct Judgement {
        var reply: RuntimeAPIReply
        var answer: RuntimeAPIAnswer
        /// The bootstrap cannot go on: as in AWS, every request but its end is an error now.
        var isRefused = false
    }

    /// Lambda's words for a failure that it sees itself.
    private static func failure(_ type: String, _ message: String) -> RuntimeAPIAnswer {
        .functionError(JSONText.failure(type: type, message: message), type: type)
    }

    static let truncated = failure(
        "Runtime.TruncatedResponse", "The connection broke off within the streamed response")

    static func response(_ request: RuntimeAPIRequest) -> Judgement {
        if let mode = request.responseMode, mode.lowercased() != "streaming" {
            let message = "Invalid function response mode '\(mode)'; the only one is 'streaming'"
            return Judgement(
                reply: .refuse(400, "InvalidFunctionResponseMode", message),
                answer: failure("Runtime.InvalidResponseModeHeader", message), isRefused: true)
        }
        let limit = request.isForwarded ? streamLimit : payloadLimit
        guard request.bodySize <= limit else { return tooLarge(request.bodySize, limit) }
        if let type = request.errorType, request.responseMode != nil {
            // A streamed response that failed half way says so in its trailers.
            let body = request.streamErrorBody ?? request.body
            return Judgement(
                reply: .accepted, answer: .functionError(body, type: ErrorType.normalized(type)))
        }
        let contentType = request.contentType ?? "application/json"
        return Judgement(
            reply: .accepted, answer: .response(request.body, contentType: contentType))
    }

    static func error(_ request: RuntimeAPIRequest) -> Judgement {
        guard request.bodySize <= payloadLimit else {
            return tooLarge(request.bodySize, payloadLimit)
        }
        let type = ErrorType.normalized(request.errorType)
        return Judgement(reply: .accepted, answer: .functionError(request.body, type: type))
    }

    /// The runtime hears 413 and may go on; for the caller the invocation has failed.
    private static func tooLarge(_ size: Int, _ limit: Int) -> Judgement {
        let message =
            "Response payload size (\(size) bytes) exceeded maximum allowed payload size "
            + "(\(limit) bytes)."
        return Judgement(
            reply: .tooLarge(limit), answer: failure("Function.ResponseSizeTooLarge", message))
    }
}

/// `Lambda-Runtime-Function-Error-Type` as Lambda passes it on.
enum ErrorType {
    /// `Runtime.Something` and `Function.Something` stay; anything else becomes `…Unknown`.
    static func normalized(_ type: String?) -> String {
        guard let type else { return "Runtime.Unknown" }
        for prefix in ["Runtime.", "Function."] where type.hasPrefix(prefix) {
            let name = type.utf8.dropFirst(prefix.utf8.count)
            // Clearing bit 5 makes an ASCII letter upper case.
            let letters = name.allSatisfy { isUpper($0 & 0xDF) }
            if letters, name.count > 1, let first = name.first, isUpper(first) { return type }
            return prefix + "Unknown"
        }
        return "Runtime.Unknown"
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
