internal import NIOCore
internal import NIOHTTP1

/// The one answer on a connection.
final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    struct TooLarge: Error, CustomStringConvertible {
        let limit: Int
        var description: String { "more than \(limit) bytes" }
    }

    private let answer: EventLoopPromise<HTTPResponse>
    private let limit: Int
    private var response: HTTPResponse?
    private var isDone = false

    /// - Parameter limit: of the body; a larger one is an error.
    init(_ answer: EventLoopPromise<HTTPResponse>, limit: Int = .max) {
        self.answer = answer
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            response = HTTPResponse(
                Int(head.status.code), head.headers.map { (name: $0.name, value: $0.value) })
        case .body(let buffer):
            let count = response?.body.count ?? 0
            guard buffer.readableBytes <= limit - count else {
                finish(.failure(TooLarge(limit: limit)))
                context.close(promise: nil)
                return
            }
            response?.body.append(contentsOf: buffer.readableBytesView)
        case .end:
            if let response { finish(.success(response)) }
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failure(error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(ChannelError.eof))
    }

    private func finish(_ result: Result<HTTPResponse, any Error>) {
        guard !isDone else { return }
        isDone = true
        answer.completeWith(result)
    }
}
