import Foundation
import LocalCloud

/// HTTP by hand, so that a test sends what no client would, and sees all that comes back.
struct RawHTTP {
    struct Answer: Sendable {
        var status: Int
        /// Names in lower case.
        var headers: [(name: String, value: String)]
        var body: String

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    enum Failure: Error { case noConnection, noAnswer(String) }

    let port: Int

    init(_ url: String) throws {
        guard let port = URL(string: url)?.port else { throw Failure.noConnection }
        self.port = port
    }

    func send(
        _ method: String, _ target: String, _ headers: [String] = [], body: String = ""
    ) async throws -> Answer {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost:\(port)"] + headers
        lines.append("Connection: close")
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        let text = try await exchange(
            Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
        return try Self.parse(text)
    }

    /// All that comes back until the other side closes, or says nothing for two minutes. In a thread
    /// of its own: those that run tasks are for the server.
    func exchange(_ bytes: [UInt8]) async throws -> String {
        let port = port
        let result: [UInt8]? = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Self.talk(port, bytes)) }
        }
        guard let result else { throw Failure.noConnection }
        return String(decoding: result, as: UTF8.self)
    }

    private static func talk(_ port: Int, _ bytes: [UInt8]) -> [UInt8]? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return nil }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // Closed before all was sent: there may be an answer all the same.
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return answer }
            answer += buffer[..<count]
        }
    }

    private static func parse(_ text: String) throws -> Answer {
        guard let end = text.range(of: "\r\n\r\n") else { throw Failure.noAnswer(text) }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Failure.noAnswer(text) }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                name: parts[0].lowercased(),
                value: parts.dropFirst().first.map { String($0.dropFirst()) } ?? ""
            )
        }
        return Answer(status: status, headers: headers, body: String(text[end.upperBound...]))
    }
}
