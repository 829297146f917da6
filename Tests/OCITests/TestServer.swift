internal import Foundation
internal import Synchronization

/// An HTTP server on this machine that answers with whatever bytes a test wants.
final class TestServer: Sendable {
    struct Request: Sendable {
        var method: String
        /// With its query.
        var target: String
        /// Names in lower case.
        var headers: [String: String]
        var body: [UInt8]

        var path: String { String(target.prefix { $0 != "?" }) }
    }

    struct Reply: Sendable {
        /// Everything on the wire.
        var bytes: [UInt8]
        var closes = false
        /// Sends nothing more, but keeps the connection.
        var hangs = false

        init(raw text: String) {
            bytes = Array(text.utf8)
            closes = true
        }

        init(_ status: Int, _ headers: [String: String] = [:], _ body: String = "") {
            var text = "HTTP/1.1 \(status) Status\r\n"
            for (name, value) in headers { text += "\(name): \(value)\r\n" }
            if headers["Content-Length"] == nil { text += "Content-Length: \(body.utf8.count)\r\n" }
            bytes = Array((text + "\r\n" + body).utf8)
        }

        init(_ status: Int, _ headers: [String: String], bytes body: [UInt8]) {
            self.init(
                status, headers.merging(["Content-Length": "\(body.count)"]) { $1 })
            bytes += body
        }
    }

    let port: Int
    private let listener: Int32
    private let answer: @Sendable (Request) -> Reply
    private let seen = Mutex<[Request]>([])

    private let opened = Mutex(0)

    /// How often somebody has connected.
    var connections: Int { opened.withLock { $0 } }

    /// What has been asked until now.
    var requests: [Request] { seen.withLock { $0 } }

    init(_ answer: @escaping @Sendable (Request) -> Reply) {
        self.answer = answer
        (listener, port) = listenOnLoopback()
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                self?.opened.withLock { $0 += 1 }
                Thread.detachNewThread { [weak self] in
                    while let self, self.serve(connection) {}
                    close(connection)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// - Returns: whether the connection is still good.
    private func serve(_ connection: Int32) -> Bool {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while !bytes.suffix(4).elementsEqual(end) {
            var byte: UInt8 = 0
            guard recv(connection, &byte, 1, 0) == 1 else { return false }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count == 3 else { return false }
        var request = Request(method: words[0], target: words[1], headers: [:], body: [])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        var rest = Int(request.headers["content-length"] ?? "0") ?? 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while rest > 0 {
            let count = recv(connection, &buffer, min(rest, buffer.count), 0)
            guard count > 0 else { return false }
            request.body += buffer[..<count]
            rest -= count
        }
        seen.withLock { $0.append(request) }
        let reply = answer(request)
        let headOnly = request.method == "HEAD"
        let wire = headOnly ? Self.head(of: reply.bytes) : reply.bytes
        guard sendAll(connection, wire[...]) else { return false }
        // Until the other side has had enough.
        while reply.hangs, recv(connection, &buffer, buffer.count, 0) > 0 {}
        return !reply.closes && !reply.hangs
    }

    private static func head(of bytes: [UInt8]) -> [UInt8] {
        let end = Array("\r\n\r\n".utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: end) } ?? bytes.count
        return Array(bytes.prefix(start + 4))
    }
}

func sendAll(_ socket: Int32, _ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
            send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}

func listenOnLoopback() -> (socket: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(listener, $0, size)
            listen(listener, 64)
            getsockname(listener, $0, &size)
        }
    }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
}

/// - Returns: a socket, or nil when nobody listens.
func connect(toPort port: Int) -> Int32? {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: port)
    let status = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    if status == 0 { return connection }
    close(connection)
    return nil
}

private func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// Passes bytes on, and cuts the first connection that has sent `limit` of them.
final class CuttingProxy: Sendable {
    let port: Int
    private let listener: Int32
    private let wasCut = Mutex(false)

    var hasCut: Bool { wasCut.withLock { $0 } }

    init(to target: Int, after limit: Int) {
        (listener, port) = listenOnLoopback()
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let server = connect(toPort: target) else { return }
                Thread.detachNewThread { Self.pass(server, client) { _ in true } }
                Thread.detachNewThread { [weak self] in
                    Self.pass(client, server) { total in
                        guard let self, total >= limit else { return true }
                        return self.wasCut.withLock { cut in
                            defer { cut = true }
                            return cut
                        }
                    }
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Until one side ends or `goesOn` says no; the sockets are shut, which ends the other thread.
    private static func pass(_ from: Int32, _ to: Int32, _ goesOn: (Int) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        var total = 0
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            total += max(0, count)
            guard count > 0, goesOn(total), sendAll(to, buffer[..<count]) else { break }
        }
        shutdown(from, Int32(SHUT_RDWR))
        shutdown(to, Int32(SHUT_RDWR))
    }
}
