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
    ///   - largestBody: a request with a larger one is answered with `tooLarge`.
    package static func start(
        host: String, port: Int, largestBody: Int, tooLarge: HTTPResponse = .requestTooLong,
        _ respond: @escaping Responder
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
                        // HTTPResponseWriter frames: NIO does not know what was asked.
                        var encoding = HTTPResponseEncoder.Configuration()
                        encoding.automaticallySetFramingHeaders = false
                        try pipeline.configureHTTPServerPipeline(
                            withErrorHandling: true, withEncoderConfiguration: encoding)
                        try pipeline.addHandler(
                            HTTPRequestHandler(
                                largestBody: largestBody, tooLarge: tooLarge, respond: respond))
                    }
                }
                .bind(host: host, port: port).get()
            return HTTPListener(group, channel, host)
        } catch {
            try? await group.shutdownGracefully()
            let reason = (error as? IOError).map { Platform.describe(error: $0.errnoCode) }
            throw .cannotListen(at: "\(host):\(port)", reason ?? String(describing: error))
        }
    }

    /// As a URL has it.
    package var authority: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    package func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}

private final class HTTPRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let largestBody: Int
    private let tooLarge: HTTPResponse
    private let respond: HTTPListener.Responder
    private var request: HTTPRequest?
    private var writer: HTTPResponseWriter?
    private var isTooLarge = false

    init(
        largestBody: Int, tooLarge: HTTPResponse, respond: @escaping HTTPListener.Responder
    ) {
        self.largestBody = largestBody
        self.tooLarge = tooLarge
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
        case .end: finish()
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        writer = HTTPResponseWriter(context.channel, answering: head)
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

    private func finish() {
        guard let request, let writer else { return }
        self.request = nil
        let refusal = isTooLarge ? tooLarge : nil
        // A caller that hangs up does not stop the function, as in AWS.
        Task { [respond] in
            if let refusal {
                await writer.send(refusal)
            } else {
                await respond(request, writer)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension HTTPResponse {
    /// As Lambda's own endpoints say it.
    package static let requestTooLong = HTTPResponse(
        413,
        [
            ("Content-Type", "application/json"), ("x-amzn-ErrorType", "RequestTooLargeException"),
        ], body: Array("{\"Message\":\"Request Too Long\",\"message\":\"Request Too Long\"}".utf8))
}
