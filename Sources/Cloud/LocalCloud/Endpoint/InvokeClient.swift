internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Invokes a function at an endpoint like ours: no signature, no TLS.
package struct InvokeClient: Sendable {
    package let host: String
    package let port: Int

    package enum Failure: Error, Sendable {
        case cannotConnect(String)
        case notHTTP(String)
    }

    /// - Parameter url: `http://host[:port]`
    package init?(url: String) {
        guard url.hasPrefix("http://") else { return nil }
        let authority = url.dropFirst(7).prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2,
            let port = parts.count == 2 ? Int(parts[1]) : 80, (1...65535).contains(port)
        else { return nil }
        self.host = String(host)
        self.port = port
    }

    package func invoke(_ function: String, event: [UInt8]) async throws(Failure) -> HTTPResponse {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result = await exchange(function, event, group)
        try? await group.shutdownGracefully()
        return try result.get()
    }

    private func exchange(
        _ function: String, _ event: [UInt8], _ group: MultiThreadedEventLoopGroup
    ) async -> Result<HTTPResponse, Failure> {
        let answer = group.any().makePromise(of: HTTPResponse.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: group).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(AnswerCollector(answer))
                }
            }.connect(host: host, port: port).get()
        } catch {
            answer.fail(error)
            return .failure(.cannotConnect("\(error)"))
        }
        let head = HTTPRequestHead(
            version: .http1_1, method: .POST,
            uri: "/2015-03-31/functions/\(function)/invocations",
            headers: [
                "Host": "\(host):\(port)", "Content-Length": String(event.count),
                "X-Amz-Log-Type": "Tail", "Connection": "close",
            ])
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        let body = channel.allocator.buffer(bytes: event)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(body)), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        do {
            return .success(try await answer.futureResult.get())
        } catch {
            return .failure(.notHTTP("\(error)"))
        }
    }
}
