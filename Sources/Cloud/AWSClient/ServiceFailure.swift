internal import Foundation

/// What a service's error answer says, in whichever of AWS's forms it comes.
enum ServiceFailure {
    static func error(
        _ answer: Answer, to request: AWSRequest, of call: Call, now: Date
    ) -> AWSError {
        let (code, message) = words(answer)
        var error = AWSError(
            .service(code: code ?? usualCode(answer.status)), at: call.place,
            message.map { withoutSecrets($0, code, request) }
                ?? "the answer has the status \(answer.status)")
        error.status = answer.status
        error.requestID = answer.requestID ?? XMLText.first("RequestId", in: answer.body)
        error.hint = hint(error.kind, answer, now)
        return error
    }

    private struct JSONError: Decodable {
        var __type: String?
        var code: String?
        var message: String?
        var Message: String?
        var errorMessage: String?
    }

    private static func words(_ answer: Answer) -> (code: String?, message: String?) {
        let header = answer.header("x-amzn-errortype")
        if let json = try? JSONDecoder().decode(JSONError.self, from: Data(answer.body)) {
            return (
                (header ?? json.__type ?? json.code).flatMap(shortCode),
                json.message ?? json.Message ?? json.errorMessage
            )
        }
        return (
            (XMLText.first("Code", in: answer.body) ?? header).flatMap(shortCode),
            XMLText.first("Message", in: answer.body)
        )
    }

    /// Of a wrong signature AWS tells all that was signed, the session's token among it.
    private static func withoutSecrets(
        _ message: String, _ code: String?, _ request: AWSRequest
    ) -> String {
        var text = message
        if let code, signatureCodes.contains(code) {
            text = String(text.prefix { !$0.isNewline })
        }
        for name in ["x-amz-security-token", "authorization"] {
            if let secret = request.header(name) { text = text.replacing(secret, with: "…") }
        }
        return short(text)
    }

    /// `com.amazonaws.lambda#ResourceNotFoundException:http://…` is `ResourceNotFoundException`.
    private static func shortCode(_ text: String) -> String? {
        let name = text.prefix { $0 != ":" }.split(separator: "#").last.map { $0.prefix(128) }
        guard let name, name.utf8.allSatisfy({ URIText.isUnreserved($0) }) else { return nil }
        return String(name)
    }

    /// A server that is none of AWS's may say anything.
    private static func short(_ text: String) -> String { String(text.prefix(2000)) }

    /// When there is no body, as after HEAD.
    private static func usualCode(_ status: Int) -> String {
        switch status {
        case 301, 307, 308: "PermanentRedirect"
        case 400: "BadRequest"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 412: "PreconditionFailed"
        case 429: "TooManyRequestsException"
        case 503: "ServiceUnavailable"
        default: "HTTP\(status)"
        }
    }

    private static let signatureCodes: Set = [
        "RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException",
        "RequestExpired", "RequestInTheFuture", "AuthFailure",
    ]
    private static let tokenCodes: Set = [
        "ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException",
        "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidToken",
    ]

    private static func hint(_ kind: AWSError.Kind, _ answer: Answer, _ now: Date) -> String? {
        guard case .service(let code) = kind else { return nil }
        if let region = answer.header("x-amz-bucket-region"), (300..<400).contains(answer.status) {
            return "the bucket is in \(region.prefix(32))"
        }
        if tokenCodes.contains(code) {
            return "the credentials have expired or are not AWS's; get new ones"
        }
        guard signatureCodes.contains(code) else { return nil }
        if let date = answer.header("date").flatMap(HTTPDate.parse) {
            let seconds = Int(now.timeIntervalSince(date).rounded())
            if abs(seconds) >= 60 {
                let side = seconds < 0 ? "behind" : "ahead of"
                return "this machine's clock is \(abs(seconds) / 60) min \(side) the server's"
            }
        }
        if code == "RequestTimeTooSkewed" { return "set this machine's clock" }
        return "the secret key may be wrong, or this machine's clock"
    }
}
