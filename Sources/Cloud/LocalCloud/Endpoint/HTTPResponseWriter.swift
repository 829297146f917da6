internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The answer to one request. A client that is gone is an error of `begin` and `write`.
package final class HTTPResponseWriter: Sendable {
    private struct State {
        var hasBegun = false
        /// A body given to an answer that has none goes nowhere: the client would take it for the
        /// next answer.
        var hasBody = true
        var closes: Bool
    }

    private let channel: any Channel
    private let isHead: Bool
    /// HTTP/1.0 knows no chunks; the body's end is the connection's.
    private let takesChunks: Bool
    private let state: Mutex<State>

    init(_ channel: any Channel, answering head: HTTPRequestHead) {
        self.channel = channel
        isHead = head.method == .HEAD
        takesChunks = head.version.major == 1 && head.version.minor >= 1
        state = Mutex(State(closes: !head.isKeepAlive))
    }

    /// After that there is no other answer.
    package var hasBegun: Bool { state.withLock { $0.hasBegun } }

    /// A whole answer.
    package func send(_ response: HTTPResponse) async {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        if Self.hasBody(response.status) {
            headers.replaceOrAdd(name: "Content-Length", value: String(response.body.count))
        }
        try? await begin(response.status, headers)
        if !response.body.isEmpty { try? await write(response.body) }
        await end()
    }

    /// The head of an answer whose body follows piece by piece.
    package func begin(_ status: Int, _ headers: [(name: String, value: String)]) async throws {
        var all = HTTPHeaders(headers.map { ($0.name, $0.value) })
        if !takesChunks {
            state.withLock { $0.closes = true }
        } else if Self.hasBody(status), !isHead {
            all.replaceOrAdd(name: "Transfer-Encoding", value: "chunked")
        }
        try await begin(status, all)
    }

    private func begin(_ status: Int, _ headers: HTTPHeaders) async throws {
        let closes = state.withLock { state in
            precondition(!state.hasBegun, "a request has one answer")
            state.hasBegun = true
            state.hasBody = Self.hasBody(status) && !isHead
            return state.closes
        }
        var headers = headers
        if closes { headers.replaceOrAdd(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: status), headers: headers)
        try await channel.writeAndFlush(HTTPServerResponsePart.head(head)).get()
    }

    /// https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
    private static func hasBody(_ status: Int) -> Bool { status != 204 && status != 304 }

    /// Returns when the bytes are with the system.
    package func write(_ bytes: [UInt8]) async throws {
        guard state.withLock({ $0.hasBody }) else { return }
        let buffer = channel.allocator.buffer(bytes: bytes)
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer))).get()
    }

    package func end() async {
        try? await channel.writeAndFlush(HTTPServerResponsePart.end(nil)).get()
        if state.withLock({ $0.closes }) { await abort() }
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
