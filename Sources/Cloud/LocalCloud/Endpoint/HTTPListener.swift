internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Answers requests on one address, each by a task of its own.
package final class HTTPListener: Sendable {
    package typealias Responder = @Sendable (HTTPRequest, HTTPResponseWriter) async -> Void

    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    package let host: String
    package let port: Int

    private init(_ group: MultiThreadedEventLoopGroup, _ channel: any Channel, _ host: String) {
        self.group = group
        self.channel = channel
        self.host = host
        port = channel.localAddress?.port ?? 0
    }

    /// - Parameters:
    ///   - port: 0 for one that is free.
    ///   - largestBody: a request with a larger one is answered with 413.
    package static func start(
        host: String, port: Int, largestBody: Int, _ respond: @escaping Responder
    ) async throws(LocalLambdaError) -> HTTPListener {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let isLocal = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        let respond: Responder = { request, writer in
            if isLocal, !request.isForThisMachine {
                let text = "this server answers to localhost and to addresses\n"
                await writer.send(HTTPResponse(421, body: Array(text.utf8)))
            } else {
                await respond(request, writer)
            }
        }
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 128)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                        try pipeline.addHandler(
                            HTTPRequestHandler(largestBody: largestBody, respond: respond))
                    }
                }
                .bind(host: host, port: port).get()
            return HTTPListener(group, channel, host)
        } catch {
            try? await group.shutdownGracefully()
            throw .cannotListen("\(host):\(port): \(error)")
        }
    }

    /// As a URL has it.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    package func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}

/// The answer to one request. A client that is gone is an error of `write`.
package struct HTTPResponseWriter: Sendable {
    fileprivate let channel: any Channel
    fileprivate let isHead: Bool
    fileprivate let keepsAlive: Bool

    /// A whole answer.
    package func send(_ response: HTTPResponse) async {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        if response.status != 204, response.status != 304 {
            headers.replaceOrAdd(name: "Content-Length", value: String(response.body.count))
        }
        try? await begin(response.status, headers)
        if !response.body.isEmpty { try? await write(response.body) }
        await end()
    }

    /// The head of an answer whose body follows piece by piece.
    package func begin(_ status: Int, _ headers: [(name: String, value: String)]) async throws {
        var all = HTTPHeaders(headers.map { ($0.name, $0.value) })
        all.replaceOrAdd(name: "Transfer-Encoding", value: "chunked")
        try await begin(status, all)
    }

    private func begin(_ status: Int, _ headers: HTTPHeaders) async throws {
        var headers = headers
        if !keepsAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: status), headers: headers)
        try await channel.writeAndFlush(HTTPServerResponsePart.head(head)).get()
    }

    /// Returns when the bytes are with the system.
    package func write(_ bytes: [UInt8]) async throws {
        guard !isHead else { return }
        let buffer = channel.allocator.buffer(bytes: bytes)
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer))).get()
    }

    package func end() async {
        try? await channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
        if !keepsAlive { try? await channel.close().get() }
    }

    /// Ends the connection where an end would say that all is well.
    package func abort() async { try? await channel.close().get() }

    /// What a header may hold; else an answer would say more than it should.
    package static func isHeader(_ name: String, _ value: String) -> Bool {
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7f && !"()<>@,;:\\\"/[]?={}".utf8.contains(byte)
            }
        return isToken && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7f) || $0 == 0x09 }
    }
}

private final class HTTPRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let largestBody: Int
    private let respond: HTTPListener.Responder
    private var request: HTTPRequest?
    private var keepsAlive = true
    private var isTooLarge = false

    init(largestBody: Int, respond: @escaping HTTPListener.Responder) {
        self.largestBody = largestBody
        self.respond = respond
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let buffer):
            guard let count = request?.body.count, !isTooLarge else { return }
            if count + buffer.readableBytes > largestBody {
                isTooLarge = true
            } else {
                request?.body.append(contentsOf: buffer.readableBytesView)
            }
        case .end: finish(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        keepsAlive = head.isKeepAlive
        isTooLarge = false
        var request = HTTPRequest(
            method: head.method.rawValue, target: head.uri,
            headers: head.headers.map { (name: $0.name, value: $0.value) })
        request.peer = context.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
        request.version = "HTTP/\(head.version.major).\(head.version.minor)"
        self.request = request
        if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            let go = HTTPResponseHead(version: head.version, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let request else { return }
        self.request = nil
        let writer = HTTPResponseWriter(
            channel: context.channel, isHead: request.method == "HEAD", keepsAlive: keepsAlive)
        let isTooLarge = isTooLarge
        // A caller that hangs up does not stop the function, as in AWS.
        Task { [respond] in
            if isTooLarge {
                let body = "{\"Message\":\"Request Too Long\",\"message\":\"Request Too Long\"}"
                await writer.send(
                    HTTPResponse(
                        413,
                        [
                            ("Content-Type", "application/json"),
                            ("x-amzn-ErrorType", "RequestTooLargeException"),
                        ], body: Array(body.utf8)))
            } else {
                await respond(request, writer)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
