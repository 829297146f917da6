internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Gets a small document by https, or by http from this machine. No redirects: whom a user trusts
/// for his tokens is not for somebody else to change. Not Foundation's client, whose libraries would
/// make each start of the tool 20 ms longer.
enum KeyDownload {
    private static let limit = 1 << 20
    private static let timeout = TimeAmount.seconds(10)

    static func isUsable(_ url: URL?) -> Bool {
        guard let url, let host = host(url), url.user() == nil else { return false }
        return url.scheme == "https"
            || (url.scheme == "http" && ["localhost", "127.0.0.1", "::1"].contains(host))
    }

    private static func host(_ url: URL) -> String? {
        guard let host = url.host()?.lowercased(), !host.isEmpty else { return nil }
        return host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    }

    /// - Parameter authorities: a PEM file with those to be trusted beside the system's.
    static func bytes(at address: String, trusting authorities: String?)
        async throws(TokenError) -> [UInt8]
    {
        guard let url = URL(string: address), isUsable(url), let host = host(url) else {
            throw .noKeys("'\(address)' is no https URL (http only on this machine)")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result = await exchange(url, host, authorities, group)
        try? await group.shutdownGracefully()
        switch result {
        case .success(let answer) where answer.status == 200: return answer.body
        case .success(let answer): throw .noKeys("\(address): status \(answer.status)")
        case .failure(let error): throw .noKeys("\(address): \(reason(error))")
        }
    }

    private static func exchange(
        _ url: URL, _ host: String, _ authorities: String?, _ group: MultiThreadedEventLoopGroup
    ) async -> Result<HTTPResponse, any Error> {
        let answer = group.any().makePromise(of: HTTPResponse.self)
        let isSecure = url.scheme == "https"
        let channel: any Channel
        do {
            let tls = isSecure ? try context(authorities) : nil
            channel = try await ClientBootstrap(group: group).connectTimeout(timeout)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let tls { try pipeline.addHandler(handler(tls, host)) }
                        try pipeline.addHTTPClientHandlers()
                        try pipeline.addHandler(AnswerCollector(answer, limit: limit))
                    }
                }.connect(host: host, port: url.port ?? (isSecure ? 443 : 80)).get()
        } catch {
            answer.fail(error)
            return .failure(error)
        }
        let clock = channel.eventLoop.scheduleTask(in: timeout) {
            answer.fail(ChannelError.connectTimeout(timeout))
        }
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: target(url),
            headers: [
                "Host": authority(url, host), "Accept": "application/json", "User-Agent": "asml",
                "Connection": "close",
            ])
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        defer { clock.cancel() }
        do {
            return .success(try await answer.futureResult.get())
        } catch {
            return .failure(error)
        }
    }

    private static func context(_ authorities: String?) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.additionalTrustRoots = authorities.map { [.file($0)] } ?? []
        return try NIOSSLContext(configuration: configuration)
    }

    /// An address has no name to be sent; its certificate is checked all the same.
    private static func handler(_ tls: NIOSSLContext, _ host: String) throws
        -> NIOSSLClientHandler
    {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host)
    }

    private static func target(_ url: URL) -> String {
        let path = url.path(percentEncoded: true)
        let query = url.query(percentEncoded: true).map { "?\($0)" } ?? ""
        return (path.isEmpty ? "/" : path) + query
    }

    private static func authority(_ url: URL, _ host: String) -> String {
        let name = host.contains(":") ? "[\(host)]" : host
        return url.port.map { "\(name):\($0)" } ?? name
    }

    private static func reason(_ error: any Error) -> String {
        (error as? IOError).map { Platform.describe(error: $0.errnoCode) } ?? "\(error)"
    }
}
