import CRuntimeABI

/// Why an exchange with the Runtime API failed.
enum ExchangeError: Error {
    case host(Int64)
    case response(HTTPError)
}

/// One keep-alive connection to the Runtime API; requests strictly one after the other.
struct HTTPConnection: ~Copyable {
    private let address: RuntimeAPIAddress
    private var socket: Int32 = -1
    private var input = ByteBuffer()
    private(set) var response = HTTPResponseParser()

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
        try send(head, body)
        while !response.isComplete { try receive() }
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

    private mutating func send(_ head: Bytes, _ body: Bytes) throws(ExchangeError) {
        var buffers: InlineArray<2, rt_buffer> = [
            rt_buffer(
                bytes: UnsafeMutableRawPointer(mutating: head.baseAddress),
                count: UInt64(head.count)),
            rt_buffer(
                bytes: UnsafeMutableRawPointer(mutating: body.baseAddress),
                count: UInt64(body.count)),
        ]
        var span = buffers.mutableSpan
        let result = span.withUnsafeMutableBufferPointer { rt_send_all(socket, $0.baseAddress, 2) }
        guard result >= 0 else { throw .host(result) }
    }

    private mutating func receive() throws(ExchangeError) {
        input.removeAll()
        let target = input.reserve(Self.readSize)
        let count = rt_receive(socket, target, UInt64(Self.readSize))
        guard count >= 0 else { throw .host(count) }
        do throws(HTTPError) {
            guard count > 0 else {
                try response.end()
                return
            }
            let taken = try response.feed(Bytes(start: target, count: Int(count)))
            // Nothing was asked yet that more bytes could answer.
            if taken < Int(count) { close() }
        } catch {
            throw .response(error)
        }
    }

    private mutating func close() {
        if socket >= 0 { rt_close(socket) }
        socket = -1
    }
}
