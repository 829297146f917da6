internal import Foundation

/// A function's own URL: HTTP in, payload 2.0 to the function, its answer out.
package struct FunctionURL: Sendable {
    package enum InvokeMode: String, CaseIterable, Sendable {
        /// The answer is collected, and then sent.
        case buffered
        /// What the function streams goes out as it comes.
        case stream
    }

    let function: LocalFunction
    let mode: InvokeMode
    var cors: CORSRules?
    /// Told of requests that AWS would let through with a signature only.
    var onUnchecked: (@Sendable (HTTPRequest) -> Void)?

    func respond(_ request: HTTPRequest, path: String, _ writer: HTTPResponseWriter) async {
        if let cors, CORSRules.isPreflight(request) {
            await writer.send(cors.preflight(request))
            return
        }
        onUnchecked?(request)
        let granted: @Sendable (HeaderList) -> HeaderList = { [cors] headers in
            cors?.applied(to: headers, origin: request.header("origin")) ?? headers
        }
        var invocation = Invocation(event: [], function.settings)
        invocation.event = HTTPEvent(
            request, path: path, function: function.settings.name,
            requestId: invocation.requestId, now: Date()
        ).encoded()
        guard invocation.event.count <= RuntimeAPI.payloadLimit else {
            await writer.send(
                HTTPResponse(
                    413, [("Content-Type", "application/json")],
                    body: Array("{\"Message\":\"Request Too Long\"}".utf8)))
            return
        }
        switch mode {
        case .buffered:
            var answer = await buffered(invocation)
            answer.headers = granted(answer.headers)
            await writer.send(answer)
        case .stream: await streamed(invocation, writer, granted)
        }
    }

    private func buffered(_ invocation: Invocation) async -> HTTPResponse {
        do {
            return Self.response(try await InvokeEndpoint.run(function, invocation).report)
        } catch {
            return Self.refusal(error)
        }
    }

    private static func response(_ report: InvocationReport) -> HTTPResponse {
        guard case .response(let body, let contentType) = report.outcome else {
            return .badGateway
        }
        guard contentType == Prelude.contentType else {
            return HTTPResponse(functionAnswer: body)
        }
        // Streamed, and collected on the way.
        var prelude = Prelude()
        guard case .done(let head, let rest) = prelude.feed(body) else { return .badGateway }
        return HTTPResponse(head.status, head.headers, body: rest)
    }

    private static func refusal(_ error: any Error) -> HTTPResponse {
        guard let error = error as? APIError, error.status == 429 else { return .badGateway }
        return HTTPResponse(
            429, [("Content-Type", "application/json")],
            body: Array("{\"Message\":\"Rate Exceeded.\"}".utf8))
    }

    private func streamed(
        _ invocation: Invocation, _ writer: HTTPResponseWriter,
        _ granted: @escaping @Sendable (HeaderList) -> HeaderList
    ) async {
        let stream = ResponseStream()
        async let running = InvokeEndpoint.run(function, invocation, stream: stream)
        var output = StreamedAnswer(writer, granted)
        while let part = await stream.next() {
            switch part {
            case .start(let type): await output.start(type)
            case .bytes(let bytes, let taken):
                await output.write(bytes)
                taken()
            }
        }
        do {
            let report = try await running.report
            if output.hasStarted {
                await output.finish(report.succeeded)
            } else {
                var answer = Self.response(report)
                answer.headers = granted(answer.headers)
                await writer.send(answer)
            }
        } catch {
            await output.hasStarted ? output.finish(false) : writer.send(Self.refusal(error))
        }
    }
}

private typealias HeaderList = [(name: String, value: String)]

/// A streamed response on its way out.
private struct StreamedAnswer {
    private let writer: HTTPResponseWriter
    private let granted: @Sendable (HeaderList) -> HeaderList
    private var prelude: Prelude?
    private var state = State.waiting

    private enum State { case waiting, preluding, open, closed }

    var hasStarted: Bool { state != .waiting }

    /// - Parameter granted: the headers with what other origins may know.
    init(
        _ writer: HTTPResponseWriter, _ granted: @escaping @Sendable (HeaderList) -> HeaderList
    ) {
        self.writer = writer
        self.granted = granted
    }

    mutating func start(_ contentType: String) async {
        if contentType == Prelude.contentType {
            prelude = Prelude()
            state = .preluding
        } else {
            await open(200, [("Content-Type", contentType)])
        }
    }

    mutating func write(_ bytes: [UInt8]) async {
        switch state {
        case .preluding:
            switch prelude?.feed(bytes) {
            case .done(let head, let rest):
                await open(head.status, head.headers)
                if !rest.isEmpty { await write(rest) }
            case .malformed:
                await writer.send(.badGateway)
                state = .closed
            case .more, nil: break
            }
        case .open:
            if (try? await writer.write(bytes)) == nil { state = .closed }
        case .waiting, .closed: break
        }
    }

    /// A response that was broken off must not look whole.
    mutating func finish(_ isWhole: Bool) async {
        switch state {
        case .open: await isWhole ? writer.end() : writer.abort()
        case .preluding: await writer.send(.badGateway)
        case .waiting, .closed: break
        }
        state = .closed
    }

    private mutating func open(_ status: Int, _ headers: [(name: String, value: String)]) async {
        let safe = granted(headers).filter { HTTPResponseWriter.isHeader($0.name, $0.value) }
        state = (try? await writer.begin(status, safe)) == nil ? .closed : .open
    }
}
