import CRuntimeABI

/// Why an exchange with the Runtime API failed.
enum ExchangeError: Error {
    /// A host errno, negated.
    case host(Int64)
    case response(HTTPError)

    var text: Bytes {
        switch self {
        case .host(let error): Bytes(cString: rt_error_text(error))
        case .response(let error): error.text
        }
    }
}

/// One keep-alive connection to the Runtime API; requests strictly one after the other.
struct HTTPConnection: ~Copyable {
    private let address: RuntimeAPIAddress
    private var socket: Int32 = -1
    private var input = ByteBuffer()
    var response = HTTPResponseParser()

    private static let readSize = 65536

    init(_ address: RuntimeAPIAddress) { self.address = address }

    /// Leaves the answer in `response`. A kept connection may have been closed while it was idle:
    /// when it ends before the first byte of an answer, the request goes out once more.
    mutating func exchange(_ head: Bytes, _ body: Bytes) throws(ExchangeError) {
        let isReused = socket >= 0
        do {
            try exchangeOnce(head, body)
        } catch {
            close()
            guard isReused, !response.hasBegun else { throw error }
            try exchangeOnce(head, body)
        }
        if !response.keepsAlive { close() }
    }

    private mutating func exchangeOnce(_ head: Bytes, _ body: Bytes) throws(ExchangeError) {
        response.reset()
        if socket < 0 { try connect() }
        do {
            try send(head, body)
        } catch {
            // Whoever refuses a request may answer and close before all of it is there.
            guard (try? receiveAll()) != nil else { throw error }
            close()
            return
        }
        try receiveAll()
    }

    /// Closed here means that the next request opens another one.
    mutating func close() {
        if socket >= 0 { rt_close(socket) }
        socket = -1
    }

    private mutating func connect() throws(ExchangeError) {
        var host = address.host
        var span = host.mutableSpan
        let result = span.withUnsafeMutableBufferPointer {
            rt_connect($0.baseAddress, UInt32(address.hostCount), address.port)
        }
        guard result >= 0 else { throw .host(result) }
        socket = Int32(truncatingIfNeeded: result)
    }

    private mutating func send(_ first: Bytes, _ second: Bytes, _ third: Bytes = Bytes(""))
        throws(ExchangeError)
    {
        var buffers: InlineArray<3, rt_buffer> = [
            rt_buffer(first), rt_buffer(second), rt_buffer(third),
        ]
        var span = buffers.mutableSpan
        let result = span.withUnsafeMutableBufferPointer { rt_send_all(socket, $0.baseAddress, 3) }
        guard result >= 0 else { throw .host(result) }
    }

    private mutating func receiveAll() throws(ExchangeError) {
        while !response.isComplete { try receive() }
    }

    /// What is known to be body lands in it at once; what comes behind it, and all the rest, is fed.
    private mutating func receive() throws(ExchangeError) {
        do throws(HTTPError) {
            let body = try response.reserveBody()
            input.removeAll()
            let rest = UnsafeMutableRawBufferPointer(
                start: input.reserve(Self.readSize), count: Self.readSize)
            let received = receive(body, rest)
            if received < 0 { throw .lost(received) }
            try take(Int(received), body?.count ?? 0, Bytes(rest))
        } catch {
            throw .response(error)
        }
    }

    private func receive(
        _ body: UnsafeMutableRawBufferPointer?, _ rest: UnsafeMutableRawBufferPointer
    ) -> Int64 {
        var buffers: InlineArray<2, rt_buffer> = [
            rt_buffer(bytes: body?.baseAddress, count: UInt64(body?.count ?? 0)),
            rt_buffer(bytes: rest.baseAddress, count: UInt64(rest.count)),
        ]
        var span = buffers.mutableSpan
        return span.withUnsafeMutableBufferPointer { rt_read(socket, $0.baseAddress, 2) }
    }

    private mutating func take(_ received: Int, _ bodyCount: Int, _ rest: Bytes) throws(HTTPError) {
        guard received > 0 else {
            try response.end()
            return
        }
        if bodyCount > 0 { response.commitBody(min(bodyCount, received)) }
        guard received > bodyCount else { return }
        let fed = rest.slice(0, received - bodyCount)
        // Nothing was asked yet that more bytes could answer.
        if try response.feed(fed) < fed.count { close() }
    }
}

/// A request whose body is sent in pieces: https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding
extension HTTPConnection {
    mutating func begin(_ head: Bytes) throws(ExchangeError) {
        if isClosedByPeer { close() }
        response.reset()
        if socket < 0 { try connect() }
        try send(head, Bytes(""))
    }

    /// - Parameter size: the chunk's size in hexadecimal and the line's end.
    mutating func sendChunk(_ size: Bytes, _ bytes: Bytes) throws(ExchangeError) {
        try send(size, bytes, Bytes("\r\n"))
    }

    /// - Parameter trailers: fields, each with its line's end.
    mutating func end(_ trailers: Bytes) throws(ExchangeError) {
        try send(Bytes("0\r\n"), trailers, Bytes("\r\n"))
        try receiveAll()
        if !response.keepsAlive { close() }
    }

    /// Nothing is due from the peer between two exchanges but the end of the connection.
    private var isClosedByPeer: Bool {
        guard socket >= 0 else { return false }
        var entry = rt_poll_entry(fd: socket, reads: 1, writes: 0, ready: 0, hung_up: 0)
        return rt_poll(&entry, 1, 0) > 0
    }
}

extension rt_buffer {
    fileprivate init(_ bytes: Bytes) {
        self.init(
            bytes: UnsafeMutableRawPointer(mutating: bytes.baseAddress), count: UInt64(bytes.count))
    }
}
