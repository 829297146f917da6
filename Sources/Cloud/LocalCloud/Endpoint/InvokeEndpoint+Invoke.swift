internal import Foundation

/// `Invoke` and `InvokeWithResponseStream`.
extension InvokeEndpoint {
    /// A caller's event with what its headers say about it.
    static func invocation(_ request: HTTPRequest, _ settings: FunctionSettings) throws
        -> Invocation
    {
        // Lambda takes JSON only, and an empty body for an empty object.
        let event = request.body.isEmpty ? Array("{}".utf8) : request.body
        guard
            (try? JSONSerialization.jsonObject(with: Data(event), options: .fragmentsAllowed))
                != nil
        else {
            throw APIError.invalid("Could not parse request body into json: it is not JSON")
        }
        var invocation = Invocation(
            event: event, settings, traceId: printable(request.header("x-amzn-trace-id")))
        // A version or alias; they are all the same here, but the function may ask.
        let qualifier = HTTPEvent.parameters(request.query)?["Qualifier"]
        if let qualifier = printable(qualifier) { invocation.functionARN += ":\(qualifier)" }
        invocation.tenantId = printable(request.header("x-amz-tenant-id"))
        if let context = request.header("x-amz-client-context") {
            guard let data = Data(base64Encoded: context),
                let text = printable(String(data: data, encoding: .utf8))
            else { throw APIError.invalid("Client context must be a base64-encoded JSON text") }
            invocation.clientContext = text
        }
        return invocation
    }

    /// It becomes a header of the Runtime API.
    private static func printable(_ text: String?) -> String? {
        guard let text, HTTPResponseWriter.isHeader("x", text) else { return nil }
        return text
    }

    func invoke(_ function: LocalFunction, _ request: HTTPRequest) async throws -> HTTPResponse {
        switch request.header("x-amz-invocation-type") ?? "RequestResponse" {
        case "DryRun": return HTTPResponse(204)
        case "Event": return try startAsynchronously(function, request)
        case "RequestResponse": break
        case let type: throw APIError.parameter("Invocation type \(type) is unknown")
        }
        guard request.body.count <= Self.largestEvent else {
            throw APIError.tooLarge(request.body.count, Self.largestEvent)
        }
        let invocation = try Self.invocation(request, function.settings)
        let result = try await Self.run(function, invocation)
        var response = HTTPResponse(
            200, Self.commonHeaders(invocation), body: result.report.payload)
        response.headers.append(("Content-Type", "application/json"))
        if !result.report.succeeded {
            response.headers.append(("X-Amz-Function-Error", "Unhandled"))
        }
        if request.header("x-amz-log-type") == "Tail" {
            response.headers.append(
                ("X-Amz-Log-Result", Data(result.logTail).base64EncodedString()))
        }
        return response
    }

    static func commonHeaders(_ invocation: Invocation) -> [(name: String, value: String)] {
        [
            ("X-Amz-Executed-Version", "$LATEST"), ("X-Amzn-Trace-Id", invocation.traceId),
            ("x-amzn-RequestId", invocation.requestId),
        ]
    }

    static func run(
        _ function: LocalFunction, _ invocation: Invocation, stream: ResponseStream? = nil
    ) async throws -> LocalFunction.Result {
        do {
            return try await function.invoke(invocation, stream: stream)
        } catch let error {
            if case .tooManyInvocations = error { throw APIError.throttled }
            throw APIError.service(error.description)
        }
    }

    /// Lambda tries an event that fails twice more, after one minute and after two; here it is
    /// after one second and after two. Where all processes are busy it waits for one.
    private func startAsynchronously(_ function: LocalFunction, _ request: HTTPRequest) throws
        -> HTTPResponse
    {
        guard request.body.count <= Self.largestAsynchronousEvent else {
            throw APIError.tooLarge(request.body.count, Self.largestAsynchronousEvent)
        }
        let invocation = try Self.invocation(request, function.settings)
        Task {
            for pause in [1, 2, nil] as [Int?] {
                let report = try? await function.invoke(invocation, waits: true).report
                guard report?.succeeded != true, let pause else { return }
                guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
            }
        }
        return HTTPResponse(202, Self.commonHeaders(invocation))
    }

    /// Pieces as the function sends them; a response that it does not stream is one piece.
    func stream(
        _ function: LocalFunction, _ request: HTTPRequest, _ writer: HTTPResponseWriter
    ) async throws {
        let invocation = try Self.invocation(request, function.settings)
        let stream = ResponseStream()
        async let running = Self.run(function, invocation, stream: stream)
        var hasStarted = false
        var isGone = false
        while let part = await stream.next() {
            switch part {
            case .start:
                hasStarted = true
                isGone = await !begin(writer, invocation)
            case .bytes(let bytes, let taken):
                if !isGone { isGone = await !write(writer, "PayloadChunk", bytes) }
                taken()
            }
        }
        let result = try await running
        if !hasStarted {
            _ = await begin(writer, invocation)
            if result.report.succeeded {
                _ = await write(writer, "PayloadChunk", result.report.payload)
            }
        }
        _ = await write(writer, "InvokeComplete", Self.completion(result))
        await writer.end()
    }

    private static func completion(_ result: LocalFunction.Result) -> [UInt8] {
        var document: [String: Any] = [
            "LogResult": Data(result.logTail).base64EncodedString()
        ]
        if !result.report.succeeded {
            document["ErrorCode"] = "Unhandled"
            document["ErrorDetails"] = String(decoding: result.report.payload, as: UTF8.self)
        }
        return HTTPResponse.json(200, document).body
    }

    private func begin(_ writer: HTTPResponseWriter, _ invocation: Invocation) async -> Bool {
        var headers = Self.commonHeaders(invocation)
        headers.append(("Content-Type", EventStream.contentType))
        return (try? await writer.begin(200, headers)) != nil
    }

    private func write(_ writer: HTTPResponseWriter, _ event: String, _ bytes: [UInt8]) async
        -> Bool
    {
        let type = event == "PayloadChunk" ? "application/octet-stream" : "application/json"
        return (try? await writer.write(EventStream.event(event, type, bytes))) != nil
    }
}
