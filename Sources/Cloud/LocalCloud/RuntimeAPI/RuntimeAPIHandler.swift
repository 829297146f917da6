internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Turns HTTP parts into requests for the session, and its replies into HTTP parts.
final class RuntimeAPIHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Above this Lambda sends events chunked; a client that knows Content-Length only must fail
    /// here, not in AWS.
    private static let largestPlainBody = 2048
    private static let chunkSize = 32 * 1024

    private let session: RuntimeSession
    private var request: RuntimeAPIRequest?
    private var stream: ResponseStream?
    private var keepsAlive = true

    private let backlog = Backlog()

    init(session: RuntimeSession) {
        self.session = session
    }

    func channelActive(context: ChannelHandlerContext) {
        session.connectionOpened()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if request?.isStreamed == true { session.streamCut() }
        session.connectionClosed()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepsAlive = head.isKeepAlive
            var request = RuntimeAPIRequest(head)
            stream = session.openStream(&request)
            self.request = request
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                let go = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
            }
        case .body(let buffer):
            guard let stream else {
                request?.append(buffer)
                return
            }
            request?.bodySize += buffer.readableBytes
            // What is too much is still read, to be refused, but goes nowhere.
            guard let size = request?.bodySize, size <= RuntimeAPI.streamLimit else { return }
            forward(buffer, to: stream, context)
        case .end(let trailers):
            guard var complete = request else { return }
            request = nil
            stream = nil
            complete.add(trailers: trailers)
            handle(complete, context)
        }
    }

    private func handle(_ request: RuntimeAPIRequest, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let reply = session.handle(request) { response in
            loop.execute {
                let (handler, context) = bound.value
                handler.send(response, context)
            }
        }
        if case .send(let response) = reply { send(response, context) }
    }

    /// A reader that is slower than the bootstrap stops it.
    private func forward(
        _ buffer: ByteBuffer, to stream: ResponseStream, _ context: ChannelHandlerContext
    ) {
        let count = buffer.readableBytes
        let channel = context.channel
        if backlog.add(count) { _ = channel.setOption(.autoRead, value: false) }
        stream.put(
            .bytes(Array(buffer.readableBytesView)) { [backlog] in
                // A bootstrap that is gone has taken its event loop with it.
                if backlog.remove(count), channel.isActive {
                    _ = channel.setOption(.autoRead, value: true)
                }
            })
    }

    /// A client that breaks the protocol has been told so by NIO's own handler; the connection
    /// is of no more use.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func send(_ response: RuntimeAPIReply.Response, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Type", value: response.contentType)
        if response.body.count > Self.largestPlainBody {
            headers.add(name: "Transfer-Encoding", value: "chunked")
        } else {
            headers.add(name: "Content-Length", value: String(response.body.count))
        }
        if !keepsAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: response.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        var body = context.channel.allocator.buffer(bytes: response.body)
        while let chunk = body.readSlice(length: min(Self.chunkSize, body.readableBytes)),
            chunk.readableBytes > 0
        {
            context.write(wrapOutboundOut(.body(.byteBuffer(chunk))), promise: nil)
        }
        let channel = context.channel
        let closes = !keepsAlive
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            if closes { channel.close(promise: nil) }
        }
    }
}

/// Bytes of a stream that its reader has not taken; beyond the limit nothing more is read.
private final class Backlog: Sendable {
    private static let limit = 1 << 20
    private let bytes = Atomic(0)

    /// - Returns: whether it is too much now.
    func add(_ count: Int) -> Bool {
        bytes.add(count, ordering: .sequentiallyConsistent).newValue > Self.limit
    }

    /// - Returns: whether it was too much before, and is not any more.
    func remove(_ count: Int) -> Bool {
        let change = bytes.subtract(count, ordering: .sequentiallyConsistent)
        return change.oldValue > Self.limit && change.newValue <= Self.limit
    }
}

extension RuntimeAPIRequest {
    init(_ head: HTTPRequestHead) {
        self.init(method: head.method.rawValue, path: String(head.uri.prefix { $0 != "?" }))
        contentType = head.headers.first(name: "Content-Type")
        responseMode = head.headers.first(name: "Lambda-Runtime-Function-Response-Mode")
        errorType = head.headers.first(name: "Lambda-Runtime-Function-Error-Type")
    }

    mutating func append(_ buffer: ByteBuffer) {
        bodySize += buffer.readableBytes
        let room = RuntimeAPI.payloadLimit - body.count
        body.append(contentsOf: buffer.readableBytesView.prefix(room))
    }

    mutating func add(trailers: HTTPHeaders?) {
        guard let trailers else { return }
        if let type = trailers.first(name: "Lambda-Runtime-Function-Error-Type") {
            errorType = type
        }
        streamErrorBody = trailers.first(name: "Lambda-Runtime-Function-Error-Body")
            .flatMap(Base64.decode)
    }
}
