import CRuntimeABI

/// Why a response cannot be understood.
package enum HTTPError: Error, Equatable {
    case badStatusLine
    case badHeader
    case badLength
    case badChunk
    case tooLarge
    case truncated
    /// Reading failed: a host errno, negated.
    case lost(Int64)

    package var text: Bytes {
        switch self {
        case .badStatusLine: Bytes("the answer is no HTTP/1.1")
        case .badHeader: Bytes("the answer has a header that cannot be understood")
        case .badLength: Bytes("the answer has a wrong Content-Length")
        case .badChunk: Bytes("the answer is chunked wrongly")
        case .tooLarge: Bytes("the answer is too large")
        case .truncated: Bytes("the connection was closed within the answer")
        case .lost(let error): Bytes(cString: rt_error_text(error))
        }
    }
}

/// Parses an HTTP/1.1 response, wherever its bytes are cut: https://www.rfc-editor.org/rfc/rfc9112
/// `feed` until `isComplete`, then read `status`, `header` and `body`; `reset` for the next one.
package struct HTTPResponseParser: ~Copyable {
    private enum State: Equatable {
        case statusLine, headers
        case body(left: Int), bodyUntilClose
        case chunkSize, chunk(left: Int), chunkEnd, trailers
        case complete
    }

    private static let largestHead = 1 << 18
    private static let largestBody = 1 << 30
    /// Of a body, asked for at once: its length is not believed before it comes.
    private static let largestPiece = 8 << 20

    private var state = State.statusLine
    private var line = ByteBuffer()
    private var head = ByteBuffer()
    private var length: Int?
    private var isChunked = false
    package private(set) var status = 0
    package private(set) var body = ByteBuffer()
    package private(set) var keepsAlive = true
    /// Whether any byte of the response has come.
    package private(set) var hasBegun = false

    package init() {}

    package var isComplete: Bool { state == .complete }

    package mutating func reset() {
        state = .statusLine
        line.removeAll()
        body.removeAll()
        hasBegun = false
        forgetHead()
    }

    private mutating func forgetHead() {
        head.removeAll()
        length = nil
        isChunked = false
        keepsAlive = true
        status = 0
    }

    /// Its fields, until it is reset.
    package var fields: HTTPFields { HTTPFields(head.bytes) }

    /// Hands head and body over, for buffers that it may use in their place.
    package mutating func exchange(head other: inout ByteBuffer, body otherBody: inout ByteBuffer) {
        swap(&head, &other)
        swap(&body, &otherBody)
    }

    /// Where the next bytes of the body may be put without `feed`, which `commitBody` then tells;
    /// nil when what comes next is no part of a body of known length.
    package mutating func reserveBody() throws(HTTPError) -> UnsafeMutableRawBufferPointer? {
        let left: Int
        switch state {
        case .body(let count), .chunk(let count): left = min(count, Self.largestPiece)
        default: return nil
        }
        guard body.count + left <= Self.largestBody else { throw .tooLarge }
        return UnsafeMutableRawBufferPointer(start: body.reserve(left), count: left)
    }

    package mutating func commitBody(_ count: Int) {
        body.commit(count)
        switch state {
        case .body(let left): state = left == count ? .complete : .body(left: left - count)
        case .chunk(let left): state = left == count ? .chunkEnd : .chunk(left: left - count)
        default: preconditionFailure("no body was reserved")
        }
    }

    /// Takes bytes up to the end of the response; how many.
    package mutating func feed(_ bytes: Bytes) throws(HTTPError) -> Int {
        var position = 0
        while position < bytes.count, state != .complete {
            hasBegun = true
            let rest = bytes.slice(position, bytes.count)
            switch state {
            case .body(let left):
                position += try take(rest, left) { $0 == 0 ? .complete : .body(left: $0) }
            case .chunk(let left):
                position += try take(rest, left) { $0 == 0 ? .chunkEnd : .chunk(left: $0) }
            case .bodyUntilClose:
                position += try take(rest, rest.count) { _ in .bodyUntilClose }
            default:
                position += try takeLine(rest)
            }
        }
        return position
    }

    /// The peer has closed: the end of some bodies, the loss of all others.
    package mutating func end() throws(HTTPError) {
        if state == .bodyUntilClose { state = .complete }
        keepsAlive = false
        if state != .complete { throw .truncated }
    }

    private mutating func take(_ bytes: Bytes, _ left: Int, next: (Int) -> State)
        throws(HTTPError) -> Int
    {
        let taken = min(left, bytes.count)
        guard body.count + taken <= Self.largestBody else { throw .tooLarge }
        body.append(bytes.slice(0, taken))
        state = next(left - taken)
        return taken
    }

    private mutating func takeLine(_ bytes: Bytes) throws(HTTPError) -> Int {
        let end = bytes.first(UInt8(ascii: "\n"))
        let piece = bytes.slice(0, end ?? bytes.count)
        guard head.count + line.count + piece.count <= Self.largestHead else { throw .tooLarge }
        line.append(piece)
        guard end != nil else { return piece.count }
        try endLine()
        line.removeAll()
        return piece.count + 1
    }

    private mutating func endLine() throws(HTTPError) {
        var text = line.bytes
        if text.count > 0, text[text.count - 1] == UInt8(ascii: "\r") {
            text = text.slice(0, text.count - 1)
        }
        switch state {
        case .statusLine: try readStatus(text)
        case .headers: try text.count == 0 ? endHead() : readHeader(text)
        case .chunkSize: try readChunkSize(text)
        case .chunkEnd:
            guard text.count == 0 else { throw .badChunk }
            state = .chunkSize
        default: if text.count == 0 { state = .complete }  // trailers tell us nothing
        }
    }
}

extension HTTPResponseParser {
    /// `HTTP/1.1 200 OK`
    private mutating func readStatus(_ text: Bytes) throws(HTTPError) {
        guard text.count >= 12, text.starts(with: "HTTP/1."), text[8] == UInt8(ascii: " "),
            let code = text.slice(9, 12).decimal, code >= 100,
            text.count == 12 || text[12] == UInt8(ascii: " ")
        else { throw .badStatusLine }
        status = Int(code)
        keepsAlive = text[7] != UInt8(ascii: "0")
        state = .headers
    }

    private mutating func readHeader(_ text: Bytes) throws(HTTPError) {
        guard let colon = text.first(UInt8(ascii: ":")), colon > 0 else { throw .badHeader }
        let name = text.slice(0, colon)
        let value = text.slice(colon + 1, text.count).trimmed
        if name.equalsIgnoringCase("content-length") {
            guard let count = value.decimal.flatMap({ Int(exactly: $0) }),
                length == nil || length == count
            else { throw .badLength }
            length = count
        } else if name.equalsIgnoringCase("transfer-encoding") {
            guard value.equalsIgnoringCase("chunked") else { throw .badHeader }
            isChunked = true
        } else if name.equalsIgnoringCase("connection"), value.equalsIgnoringCase("close") {
            keepsAlive = false
        }
        head.append(text)
        head.append(UInt8(ascii: "\n"))
    }

    /// https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length
    private mutating func endHead() throws(HTTPError) {
        if status < 200 {
            forgetHead()
            state = .statusLine
        } else if status == 204 || status == 304 {
            state = .complete
        } else if isChunked {
            state = .chunkSize
        } else if let length {
            guard length <= Self.largestBody else { throw .tooLarge }
            state = length == 0 ? .complete : .body(left: length)
        } else {
            keepsAlive = false
            state = .bodyUntilClose
        }
    }

    private mutating func readChunkSize(_ text: Bytes) throws(HTTPError) {
        let digits = text.slice(0, text.first(UInt8(ascii: ";")) ?? text.count).trimmed
        guard digits.count > 0 else { throw .badChunk }
        var size = 0
        for byte in digits {
            guard let digit = byte.hexadecimalDigit else { throw .badChunk }
            size = size << 4 | Int(digit)
            guard size <= Self.largestBody else { throw .tooLarge }
        }
        state = size == 0 ? .trailers : .chunk(left: size)
    }
}
