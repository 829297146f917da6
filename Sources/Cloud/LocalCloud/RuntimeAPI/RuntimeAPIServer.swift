internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// The Runtime API on a port of 127.0.0.1 that the system picks.
struct RuntimeAPIServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel

    /// `host:port`, as `AWS_LAMBDA_RUNTIME_API` has it.
    let address: String

    static func start(_ session: RuntimeSession) async throws(LocalLambdaError) -> Self {
        // One thread is plenty for one bootstrap, and starts faster than one per core.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let listener = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 16)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                        try pipeline.addHandler(RuntimeAPIHandler(session: session))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            guard let port = listener.localAddress?.port else {
                throw ChannelError.unknownLocalAddress
            }
            return Self(group: group, listener: listener, address: "127.0.0.1:\(port)")
        } catch {
            try? await group.shutdownGracefully()
            throw .cannotListen(at: "127.0.0.1", String(describing: error))
        }
    }

    /// Returns when every connection that had been made is known to the session. A bootstrap that
    /// connects, posts and ends at once is otherwise seen to end first.
    func acceptPending() async {
        // Each turn of the loop looks at the sockets before it runs what was submitted; the first
        // may have been under way already.
        for _ in 0..<2 { try? await listener.eventLoop.submit {}.get() }
    }

    func stop() async {
        try? await listener.close().get()
        try? await group.shutdownGracefully()
    }
}
