import CRuntimeABI

/// The client's side of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
struct RuntimeAPI: ~Copyable {
    private let address: RuntimeAPIAddress
    private var connection: HTTPConnection
    private var head = ByteBuffer()

    static let userAgent: StaticString = "asml/0.1.0"
    /// What Lambda takes as a response: 6 MiB and a little.
    static let largestResponse = 6 * 1024 * 1024 + 100

    init(_ address: RuntimeAPIAddress) {
        self.address = address
        connection = HTTPConnection(address)
    }

    /// What the last answer says, for a log.
    var answer: Bytes { connection.response.body.bytes }

    /// Waits for the next event. Asking again for one that did not arrive whole is harmless: the
    /// invocation is still the same.
    mutating func next(into invocation: inout Invocation) throws(ExchangeError) -> Int {
        var attempts = 3
        var pause: UInt64 = 1_000_000
        while true {
            attempts -= 1
            do {
                try get("/runtime/invocation/next")
                // An emulator that has no event yet.
                guard connection.response.status == 204 else { break }
                attempts = 3
                _ = rt_poll(nil, 0, pause)
                pause = min(pause * 2, 100_000_000)
            } catch {
                guard attempts > 0, case .response = error else { throw error }
            }
        }
        connection.response.exchange(head: &invocation.head, body: &invocation.event)
        return connection.response.status
    }

    /// SnapStart: returns in the copy that was restored, whose connections are gone.
    mutating func waitForRestore() throws(ExchangeError) -> Int {
        try get("/runtime/restore/next")
        connection.close()
        return connection.response.status
    }

    mutating func respond(_ id: Bytes, _ body: Bytes) throws(ExchangeError) -> Int {
        startInvocation(id, "/response")
        return try post(body)
    }

    mutating func fail(_ id: Bytes, _ error: borrowing FunctionError, _ document: Bytes)
        throws(ExchangeError) -> Int
    {
        startInvocation(id, "/error")
        error.appendFields(to: &head)
        return try post(document)
    }

    mutating func failInit(_ error: borrowing FunctionError, _ document: Bytes)
        throws(ExchangeError) -> Int
    {
        startHead("POST ", "/runtime/init/error")
        error.appendFields(to: &head)
        return try post(document)
    }

    private mutating func startHead(
        _ method: StaticString, _ path: StaticString, _ id: Bytes = Bytes(""),
        _ last: StaticString = ""
    ) {
        head.removeAll()
        head.append(method)
        head.append(address.prefix)
        head.append("/2018-06-01")
        head.append(path)
        head.append(id)
        head.append(last)
        head.append(" HTTP/1.1\r\nHost: ")
        head.append(address.authority)
        head.append("\r\nUser-Agent: ")
        head.append(Self.userAgent)
        head.append("\r\n")
    }

    private mutating func startInvocation(_ id: Bytes, _ last: StaticString) {
        startHead("POST ", "/runtime/invocation/", id, last)
    }

    private mutating func get(_ path: StaticString) throws(ExchangeError) {
        startHead("GET ", path)
        head.append("\r\n")
        try connection.exchange(head.bytes, Bytes(""))
    }

    private mutating func post(_ body: Bytes) throws(ExchangeError) -> Int {
        head.append("Content-Type: application/json\r\nContent-Length: ")
        head.append(decimal: UInt64(body.count))
        head.append("\r\n\r\n")
        try connection.exchange(head.bytes, body)
        return connection.response.status
    }
}

/// Response streaming: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
extension RuntimeAPI {
    mutating func startResponse(_ id: Bytes, _ contentType: Bytes) throws(ExchangeError) {
        startInvocation(id, "/response")
        head.append("Content-Type: ")
        head.append(contentType)
        head.append(
            """
            \r\nLambda-Runtime-Function-Response-Mode: streaming\r
            Transfer-Encoding: chunked\r
            Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n
            """)
        try onStream { (connection, head) throws(ExchangeError) in
            try connection.begin(head.bytes)
        }
    }

    /// An empty piece would be the end: it is left out.
    mutating func writeResponse(_ bytes: Bytes) throws(ExchangeError) {
        guard bytes.count > 0 else { return }
        head.removeAll()
        head.append(hexadecimal: UInt64(bytes.count))
        head.append("\r\n")
        try onStream { (connection, head) throws(ExchangeError) in
            try connection.sendChunk(head.bytes, bytes)
        }
    }

    mutating func endResponse() throws(ExchangeError) -> Int {
        head.removeAll()
        return try endStream()
    }

    /// - Parameter document: the error as `fail` would send it.
    mutating func breakResponse(_ error: borrowing FunctionError, _ document: Bytes)
        throws(ExchangeError) -> Int
    {
        head.removeAll()
        error.appendType(to: &head)
        head.append("Lambda-Runtime-Function-Error-Body: ")
        head.append(base64: document)
        head.append("\r\n")
        return try endStream()
    }

    private mutating func endStream() throws(ExchangeError) -> Int {
        try onStream { (connection, head) throws(ExchangeError) in
            try connection.end(head.bytes)
        }
        return connection.response.status
    }

    /// What is half sent cannot be taken up again.
    private mutating func onStream(
        _ step: (inout HTTPConnection, borrowing ByteBuffer) throws(ExchangeError) -> Void
    ) throws(ExchangeError) {
        do {
            try step(&connection, head)
        } catch {
            connection.close()
            throw error
        }
    }
}
