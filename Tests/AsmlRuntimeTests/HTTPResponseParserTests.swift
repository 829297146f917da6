import AsmlRuntime
import Testing

/// A finished response, as something that can be compared.
private struct Response: Equatable {
    var status = 0
    var id = ""
    var body = ""
    var keepsAlive = true
    var taken = 0
}

/// Parses `text` in two pieces.
private func parse(_ text: String, cutAt cut: Int? = nil, closes: Bool = false) throws -> Response {
    var parser = HTTPResponseParser()
    let bytes = Array(text.utf8)
    let cut = cut ?? bytes.count
    var taken = 0
    for piece in [Array(bytes[..<cut]), Array(bytes[cut...])] {
        taken += try piece.withUnsafeBytes { try parser.feed($0) }
    }
    if closes { try parser.end() }
    guard parser.isComplete else { throw HTTPError.truncated }
    return Response(
        status: parser.status, id: string(parser.fields["lambda-runtime-aws-request-id"]),
        body: string(parser.body.bytes), keepsAlive: parser.keepsAlive, taken: taken)
}

func string(_ bytes: Bytes?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
}

@Suite struct HTTPResponseParserTests {
    static let sized =
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id:  abc \r\nContent-Length: 5\r\n\r\nhello"
    static let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n"
        + "LAMBDA-RUNTIME-AWS-REQUEST-ID: abc\r\n\r\n"
        + "3;name=value\r\nhel\r\n2 \r\nlo\r\n0\r\nTrailer: x\r\n\r\n"
    static let continued = "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" + sized

    @Test(arguments: [sized, chunked, continued])
    func everyCut(_ text: String) throws {
        for cut in 0...text.utf8.count {
            let response = try parse(text, cutAt: cut)
            #expect(
                response
                    == Response(status: 200, id: "abc", body: "hello", taken: text.utf8.count))
        }
    }

    /// Bodies of known length are put in place, and what is left over is fed, whatever the cut.
    @Test(arguments: [sized, chunked])
    func bodiesInPlace(_ text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var parser = HTTPResponseParser()
            var position = 0
            while position < bytes.count {
                let piece = Array(bytes[position..<min(position + size, bytes.count)])
                let room = try parser.reserveBody()
                let count = min(room?.count ?? 0, piece.count)
                room?.copyBytes(from: piece[..<count])
                if room != nil { parser.commitBody(count) }
                _ = try Array(piece[count...]).withUnsafeBytes { try parser.feed($0) }
                position += piece.count
            }
            #expect(parser.isComplete == true)
            #expect(string(parser.body.bytes) == "hello")
        }
    }

    @Test func stopsAtTheEnd() throws {
        #expect(try parse(Self.sized + "HTTP/1.1 500").taken == Self.sized.utf8.count)
    }

    @Test func lastsUntilClose() throws {
        let response = try parse("HTTP/1.0 403 No\r\n\r\nbody", closes: true)
        #expect(response.body == "body")
        #expect(!response.keepsAlive)
    }

    @Test func noContent() throws {
        #expect(try parse("HTTP/1.1 204 No Content\r\n\r\n").status == 204)
        #expect(
            try !parse("HTTP/1.1 202 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n").keepsAlive
        )
    }

    @Test func canBeUsedAgain() throws {
        var parser = HTTPResponseParser()
        for _ in 0..<3 {
            parser.reset()
            let taken = try Array(Self.sized.utf8).withUnsafeBytes { try parser.feed($0) }
            #expect(taken == Self.sized.utf8.count)
            #expect(string(parser.body.bytes) == "hello")
        }
    }

    @Test(arguments: [
        ("HTTP/2 200 OK\r\n", HTTPError.badStatusLine),
        ("HTTP/1.1 20\r\n", .badStatusLine),
        ("HTTP/1.1 200 OK\r\nnonsense\r\n", .badHeader),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n", .badHeader),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", .badLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n", .badLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n", .tooLarge),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n", .badLength),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", .badChunk),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", .badChunk),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", .badChunk),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", .tooLarge),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", .truncated),
    ])
    func rejects(_ text: String, _ error: HTTPError) {
        #expect(throws: error) { try parse(text) }
    }

    @Test func limitsTheHead() {
        let text = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 1 << 18)
        #expect(throws: HTTPError.tooLarge) { try parse(text) }
    }
}
