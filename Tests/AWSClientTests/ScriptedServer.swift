import AWSClient
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that answers with what a test wrote down, and keeps what it was asked.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Sends these bytes and keeps the connection.
        case send(String)
        /// Sends these bytes, then closes.
        case sendAndClose(String)
        /// Says nothing.
        case hang
    }

    private struct State {
        var steps: [Step]
        var requests: [String] = []
    }

    private let state: Mutex<State>
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    /// The last step is repeated.
    init(_ steps: [Step]) async throws {
        state = Mutex(State(steps: steps))
        let bound = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = bound }
    }

    var url: String {
        "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port } ?? 0)"
    }

    /// Heads and bodies, as they came.
    var requests: [String] { state.withLock { $0.requests } }

    func stop() async throws {
        let bound = channel.withLock { $0.take() }
        try await bound?.close()
    }

    fileprivate func answer(_ request: String) -> Step {
        state.withLock {
            $0.requests.append(request)
            if $0.steps.count > 1 { return $0.steps.removeFirst() }
            return $0.steps.first ?? .hang
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: ScriptedServer
        private var received = ""

        init(_ server: ScriptedServer) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            guard let end = received.firstRange(of: "\r\n\r\n") else { return }
            let length =
                received[..<end.lowerBound].lowercased().split(separator: "\r\n")
                .first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
            guard received[end.upperBound...].utf8.count >= length else { return }
            let request = received
            received = ""
            switch server.answer(request) {
            case .hang: break
            case .send(let text):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            case .sendAndClose(let text):
                context.write(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
                let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
                context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
                    loop.value.close(promise: nil)
                }
            }
        }
    }
}

/// An HTTP answer as text.
func response(_ status: Int, _ body: String = "", headers: [String] = []) -> String {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// Runs a client against a server that follows a script.
func withScript<Result: Sendable>(
    _ steps: [ScriptedServer.Step], attempts: Int = 3, timeout: Duration? = nil,
    token: String? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    _ body: (AWSClient, ScriptedServer) async throws -> Result
) async throws -> Result {
    let server = try await ScriptedServer(steps)
    let client = try scriptedClient(
        server.url, attempts: attempts, timeout: timeout, token: token, now: now)
    do {
        let result = try await body(client, server)
        await client.close()
        try await server.stop()
        return result
    } catch {
        await client.close()
        try await server.stop()
        throw error
    }
}

func scriptedClient(
    _ endpoint: String, attempts: Int = 3, timeout: Duration? = nil, token: String? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
) throws -> AWSClient {
    let settings = try AWSSettings(
        environment: ["AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere"],
        region: "eu-west-3", endpoint: endpoint)
    return AWSClient(
        settings,
        credentials: Credentials(
            accessKeyID: "K", secretAccessKey: "hunter2", sessionToken: token),
        retry: RetryPolicy(attempts: attempts, first: .milliseconds(1), longest: .milliseconds(5)),
        timeout: timeout, now: now)
}
