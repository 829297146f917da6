import LocalCloud
import Testing

/// What a function's answer becomes over HTTP.
@Suite(.timeLimit(.minutes(10))) struct FunctionURLTests {
    private func answer(_ text: String) -> HTTPResponse {
        HTTPResponse(functionAnswer: Array(text.utf8))
    }

    private func headers(_ response: HTTPResponse) -> [String] {
        response.headers.map { "\($0.name): \($0.value)" }
    }

    @Test func anObjectWithAStatus() {
        let response = answer(
            #"""
            {"statusCode":201,"headers":{"X-A":"1","n":2},"multiValueHeaders":{"m":["x","y"]},
             "cookies":["a=b; Path=/","c=d"],"body":"aGk=","isBase64Encoded":true}
            """#)
        #expect(response.status == 201)
        #expect(String(decoding: response.body, as: UTF8.self) == "hi")
        #expect(
            headers(response) == [
                "X-A: 1", "n: 2", "m: x", "m: y", "Set-Cookie: a=b; Path=/", "Set-Cookie: c=d",
                "Content-Type: application/json",
            ])
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), ("[1]", "[1]"), ("null", "null"), (#""text""#, "text"),
        ("7", "7"),
    ])
    func anyOtherDocumentIsTheBody(_ document: String, _ body: String) {
        let response = answer(document)
        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self) == body)
        #expect(headers(response) == ["Content-Type: application/json"])
    }

    @Test(arguments: [
        "", "nonsense", #"{"statusCode":"x"}"#, #"{"statusCode":99}"#, #"{"statusCode":1000}"#,
        #"{"statusCode":200,"headers":[]}"#, #"{"statusCode":200,"body":{}}"#,
        #"{"statusCode":200,"body":"?","isBase64Encoded":true}"#,
    ])
    func whatAWSWouldNotTake(_ document: String) {
        #expect(answer(document).status == 502)
    }

    /// Neither a second response nor another framing can be smuggled in.
    @Test func headersAreCheckedForWhatTheyAre() {
        let response = answer(
            #"""
            {"statusCode":200,"headers":{"a\r\nb":"1","c":"2\r\nd: 3","":"4","e f":"5",
             "Content-Length":"7","Transfer-Encoding":"chunked","ok":"6"},"body":"x"}
            """#)
        #expect(headers(response) == ["ok: 6", "Content-Type: application/json"])
    }

    @Test func preludesOfEveryCut() {
        let bytes =
            Array(#"{"statusCode":201,"cookies":["a=b"]}"#.utf8) + [UInt8](repeating: 0, count: 8)
            + [0, 1, 2]
        for cut in 0...bytes.count {
            var prelude = Prelude()
            var rest: [UInt8]?
            var status = 0
            for piece in [Array(bytes[..<cut]), Array(bytes[cut...])] {
                if rest != nil {
                    rest? += piece
                    continue
                }
                switch prelude.feed(piece) {
                case .more: break
                case .done(let head, let left):
                    status = head.status
                    rest = left
                case .malformed: Issue.record("malformed at \(cut)")
                }
            }
            #expect(status == 201)
            #expect(rest == [0, 1, 2])
        }
    }

    @Test(arguments: [
        Array("nonsense\0\0\0\0\0\0\0\0".utf8), Array("[]\0\0\0\0\0\0\0\0".utf8),
        Array(#"{"statusCode":7}"#.utf8) + [UInt8](repeating: 0, count: 8),
        [UInt8](repeating: 0x20, count: 17_000),
    ])
    func preludesThatAreNone(_ bytes: [UInt8]) {
        var prelude = Prelude()
        guard case .malformed = prelude.feed(bytes) else {
            Issue.record("taken for a prelude")
            return
        }
    }

    @Test(arguments: [
        ("localhost:9000", true), ("127.0.0.1", true), ("[::1]:9000", true), ("asml:80", true),
        ("a.localhost", true), ("evil.example", false), ("127.0.0.1.evil.example:9000", false),
        ("1.2.3.4.5x", false),
    ])
    func namesOfOthers(_ host: String, _ isOurs: Bool) {
        let request = HTTPRequest(method: "GET", target: "/", headers: [("Host", host)])
        #expect(request.isForThisMachine == isOurs)
    }

    @Test(arguments: [
        ("/2015-03-31/functions/", InvokeEndpoint.Route.list as InvokeEndpoint.Route?),
        ("/2015-03-31/functions/f", .describe("f")),
        ("/2015-03-31/functions/a.b/invocations", .invoke("a.b")),
        (
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Ax%3A1%3Afunction%3Af/invocations",
            .invoke("arn:aws:lambda:x:1:function:f")
        ),
        ("/2021-11-15/functions/f/response-streaming-invocations", .invokeStreaming("f")),
        ("/2015-03-31/functions/f/more/invocations", nil), ("/", nil),
    ])
    func routes(_ path: String, _ route: InvokeEndpoint.Route?) {
        #expect(InvokeEndpoint.route(path) == route)
    }

    /// By hand from the specification: lengths, CRCs of zlib's kind, headers of the string type.
    @Test func framesOfTheEventStream() {
        let frame = EventStream.event("PayloadChunk", "application/octet-stream", [1, 2])
        #expect(frame.count == Int(frame[3]) | Int(frame[2]) << 8)
        #expect(Array(frame.suffix(6).prefix(2)) == [1, 2])
        #expect(String(decoding: frame[13..<24], as: UTF8.self) == ":event-type")
        #expect(frame[24] == 7)
    }
}
