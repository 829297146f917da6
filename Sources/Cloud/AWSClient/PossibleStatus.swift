internal import NIOCore
internal import NIOHTTP1

/// Breaks off answers whose status is not one of HTTP's. A status below 100 would make
/// async-http-client 1.37.0 end the process: it waits for a further head, and the end comes.
final class PossibleStatus: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var isOver = false

    /// For `HTTPClient.Configuration`: stands behind the decoder of answers.
    static func install(in channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(PossibleStatus(), position: .after(decoder))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), !Self.isPossible(head.status.code) {
            isOver = true
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
        }
        if !isOver { context.fireChannelRead(data) }
    }

    /// 101 would answer an upgrade that nobody asked for.
    private static func isPossible(_ status: UInt) -> Bool {
        (100...599).contains(status) && status != 101
    }
}
