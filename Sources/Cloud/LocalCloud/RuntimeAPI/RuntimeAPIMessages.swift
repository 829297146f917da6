/// One request of a bootstrap, as far as the Runtime API looks at it.
package struct RuntimeAPIRequest: Sendable {
    var method: String
    /// Path without query, percent signs left as they are (no path of the API has one).
    var path: String
    package var contentType: String?
    /// `Lambda-Runtime-Function-Response-Mode`
    package var responseMode: String?
    /// `Lambda-Runtime-Function-Error-Type`, from the header or, for a streamed response, from
    /// the trailer.
    package var errorType: String?
    /// `Lambda-Runtime-Function-Error-Body`: base64, only as a trailer of a streamed response.
    package var streamErrorBody: [UInt8]?
    /// At most `RuntimeAPI.payloadLimit` bytes; the rest of a larger body is counted, not kept.
    var body: [UInt8]
    package var bodySize: Int
    /// The streamed response that `RuntimeAPI.beginStream` took.
    package var isStreamed = false
    /// It went on to its reader piece by piece; `body` is empty.
    var isForwarded = false

    package init(method: String, path: String, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.body = body
        bodySize = body.count
    }
}

/// What the server does with a request.
package enum RuntimeAPIReply: Equatable, Sendable {
    case send(Response)
    /// A poll, and there is no event yet: the connection stays open and silent, as it does in AWS
    /// while the sandbox is frozen.
    case hold

    package struct Response: Equatable, Sendable {
        package var status: Int
        package var headers: [Header] = []
        package var body: [UInt8] = []
        package var contentType = "application/json"
    }

    package struct Header: Equatable, Sendable {
        package var name: String
        package var value: String
    }

    static let accepted = RuntimeAPIReply.send(
        Response(status: 202, body: Array("{\"status\":\"OK\"}\n".utf8)))

    static func tooLarge(_ limit: Int) -> RuntimeAPIReply {
        refuse(
            413, "RequestEntityTooLarge",
            "Exceeded maximum allowed payload size (\(limit) bytes).")
    }

    static func refuse(_ status: Int, _ type: String, _ message: String) -> RuntimeAPIReply {
        .send(Response(status: status, body: JSONText.refusal(type: type, message: message)))
    }
}

/// What a request meant for the life of the bootstrap.
package enum RuntimeAPIMilestone: Equatable, Sendable {
    /// The first `next`: initialisation is over.
    case initialized
    case initFailed
    /// A response or an error was posted.
    case answered
    /// A response was posted that nobody understands, and nothing else is taken any more.
    case refused
    /// `next` after the answer: the bootstrap has nothing left to say.
    case ready
}

/// How the bootstrap answered.
package enum RuntimeAPIAnswer: Equatable, Sendable {
    case response([UInt8], contentType: String)
    case functionError([UInt8], type: String)
    case initError([UInt8], type: String)
}
