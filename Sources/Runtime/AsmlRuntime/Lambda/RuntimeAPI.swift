import CRuntimeABI

/// The client's side of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
struct RuntimeAPI: ~Copyable {
    private let address: RuntimeAPIAddress
    private var connection: HTTPConnection
    private var head = ByteBuffer()
    private(set) var event = ByteBuffer()
    private(set) var requestID = ByteBuffer()

    static let userAgent: StaticString = "asml/0.1.0"
    /// What Lambda takes as a response: 6 MiB and a little.
    static let largestResponse = 6 * 1024 * 1024 + 100

    init(_ address: RuntimeAPIAddress) {
        self.address = address
        connection = HTTPConnection(address)
    }

    /// Waits for the next event; it and its request id stay until the next call.
    mutating func next() throws(ExchangeError) -> Int {
        startHead("GET ", "/runtime/invocation/next")
        head.append("\r\n")
        try connection.exchange(head.bytes, Bytes(""))
        event.removeAll()
        event.append(connection.response.body.bytes)
        requestID.removeAll()
        requestID.append(connection.response.header("lambda-runtime-aws-request-id") ?? Bytes(""))
        return connection.response.status
    }

    mutating func respond(_ body: Bytes) throws(ExchangeError) -> Int {
        startInvocation("/response")
        return try post(body)
    }

    mutating func fail(_ type: StaticString, _ document: Bytes) throws(ExchangeError) -> Int {
        startInvocation("/error")
        appendType(type)
        return try post(document)
    }

    mutating func failInit(_ type: StaticString, _ document: Bytes) throws(ExchangeError) -> Int {
        startHead("POST ", "/runtime/init/error")
        appendType(type)
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

    private mutating func startInvocation(_ last: StaticString) {
        startHead("POST ", "/runtime/invocation/", requestID.bytes, last)
    }

    private mutating func appendType(_ type: StaticString) {
        head.append("Lambda-Runtime-Function-Error-Type: ")
        head.append(type)
        head.append("\r\n")
    }

    private mutating func post(_ body: Bytes) throws(ExchangeError) -> Int {
        head.append("Content-Type: application/json\r\nContent-Length: ")
        head.append(decimal: UInt64(body.count))
        head.append("\r\n\r\n")
        try connection.exchange(head.bytes, body)
        return connection.response.status
    }
}
