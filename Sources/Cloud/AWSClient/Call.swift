internal import Foundation

/// One operation of a service as a request without its address and signature.
struct Call: Sendable {
    var service: AWSService
    var operation: String
    var method = "POST"
    var path = "/"
    var query: [AWSRequest.Field] = []
    var headers: [AWSRequest.Field] = []
    var body: [UInt8] = []
    /// The longest answer.
    var limit = 16 << 20
    var timeout: Duration = .seconds(60)
    /// Doing it twice is as good as once.
    var isRepeatable = true
    /// The host to ask when it is not the service's own: a bucket's.
    var bucketHost: String?

    init(_ service: AWSService, _ operation: String) {
        self.service = service
        self.operation = operation
    }

    var place: AWSError.Place { .call(service, operation: operation) }

    /// The JSON protocol: the operation is in a header.
    static func json(
        _ service: AWSService, _ target: String, _ operation: String, _ input: some Encodable
    ) throws(AWSError) -> Call {
        var call = Call(service, operation)
        call.headers = [
            .init("Content-Type", "application/x-amz-json-1.1"),
            .init("X-Amz-Target", "\(target).\(operation)"),
        ]
        try call.set(body: input)
        return call
    }

    mutating func set(body input: some Encodable) throws(AWSError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            body = Array(try encoder.encode(input))
        } catch {
            throw AWSError(.argument, at: place, "the input cannot be written as JSON")
        }
    }

    /// The answer's JSON: unknown fields are passed over, wrong types are an error.
    func decode<Output: Decodable>(
        _ type: Output.Type, from answer: Answer
    ) throws(AWSError) -> Output {
        do {
            return try JSONDecoder().decode(type, from: Data(answer.body))
        } catch {
            throw malformed(answer, Self.explain(error))
        }
    }

    func malformed(_ answer: Answer, _ what: String) -> AWSError {
        var error = AWSError(.answer, at: place, what)
        error.status = answer.status
        error.requestID = answer.requestID
        return error
    }

    private static func explain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "the answer is not JSON" }
        func path(_ context: DecodingError.Context, _ key: String? = nil) -> String {
            let names = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            let all = names + (key.map { [$0] } ?? [])
            return all.isEmpty ? "" : " at '\(all.joined(separator: "."))'"
        }
        return switch error {
        case .keyNotFound(let key, let context):
            "the answer lacks a value\(path(context, key.stringValue))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the answer has a value of the wrong type\(path(context))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "the answer is not JSON" : "the answer has a malformed value\(path(context))"
        @unknown default: "the answer is not JSON"
        }
    }
}

extension Answer {
    var requestID: String? { header("x-amzn-requestid") ?? header("x-amz-request-id") }
}
