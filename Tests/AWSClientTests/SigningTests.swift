import AWSClient
import Foundation
import Testing
import ToolFixtures

/// Requests that signers get wrong, signed by us and by botocore.
struct SigningTests {
    private static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    private static let date = Date(timeIntervalSince1970: 1_440_938_160)

    private struct Case {
        var service: AWSService = .lambda
        var method = "GET"
        var endpoint = "https://example.amazonaws.com"
        var path = "/"
        var query: [AWSRequest.Field] = []
        var headers: [AWSRequest.Field] = []
        var body = ""
        var token: String?
        var payload: SignatureV4.Payload = .signed
        var seconds: Int?

        func request() throws -> AWSRequest {
            var request = AWSRequest(
                method, try Endpoint(endpoint, at: .caller), path: path, query: query,
                headers: headers)
            request.body = Array(body.utf8)
            return request
        }

        func signer() -> SignatureV4 {
            var credentials = SigningTests.credentials
            credentials.sessionToken = token
            return SignatureV4(service, in: "eu-west-3", with: credentials, at: SigningTests.date)
        }

        /// As the Python program reads it.
        func description() throws -> [String: Any] {
            var result: [String: Any] = [
                "service": service.rawValue, "method": method, "url": try request().url,
                "headers": headers.map { [$0.name, $0.value] }, "body": body,
                "region": "eu-west-3", "date": "20150830T123600Z",
                "keyID": credentials.accessKeyID, "secret": credentials.secretAccessKey,
                "unsigned": payload == .unsigned,
            ]
            result["token"] = token
            result["seconds"] = seconds
            return result
        }
    }

    private static let cases: [Case] = {
        let paths = [
            "/", "//", "/a//b", "/a/./b", "/a/../b", "/../..", "/a/..", "/a/b/..", "/a/b/",
            "/a%20b", "/a%2Fb", "/%E1%88%B4", "/a+b", "/a~b", "/a%25b", "/a:b/c@d", "/-._~",
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-3%3A1%3Afunction%3Af/invocations",
        ]
        let queries: [[AWSRequest.Field]] = [
            [.init("b", "2"), .init("a", "1")], [.init("a", "2"), .init("a", "1")],
            [.init("a-", "1"), .init("a", "1")], [.init("A", "1"), .init("a", "1")],
            [.init("uploads", "")], [.init("x", "a b+c/d=e&f%g")], [.init("ሴ", "é😀")],
            [.init("a", ""), .init("", "x")], [.init("~", "-._~")], [.init("prefix", "a/b*c(d)'!")],
        ]
        let headers: [[AWSRequest.Field]] = [
            [.init("X-Value", "  a   b \t c  ")], [.init("x-value", "2"), .init("X-Value", "1")],
            [.init("Content-Type", "application/x-amz-json-1.1"), .init("X-Amz-Target", "L.F")],
            [.init("User-Agent", "asml"), .init("Expect", "100-continue")],
            [.init("X-Amzn-Trace-Id", "Root=1")], [.init("X-Empty", "")],
            [.init("Range", "bytes=0-1,4-5"), .init("x-amz-meta-a", "\"q\" , b")],
        ]
        var cases: [Case] = []
        for service in [AWSService.lambda, .s3, .logs] {
            cases += paths.map { Case(service: service, path: $0) }
            cases += queries.map { Case(service: service, path: "/k", query: $0) }
            cases += headers.map { Case(service: service, method: "PUT", headers: $0, body: "é") }
        }
        for endpoint in [
            "https://h:8443", "http://h:80", "https://h:443", "http://127.0.0.1:5000/base/",
            "http://[::1]:9000", "https://HOST.example",
        ] {
            cases.append(Case(endpoint: endpoint, path: "/x"))
            cases.append(Case(service: .s3, endpoint: endpoint, path: "/x//y"))
        }
        for token in ["IQoJb3Jp/Z2lu+X2Vj==", "t"] {
            cases.append(Case(method: "POST", body: "{}", token: token))
            cases.append(Case(service: .s3, method: "DELETE", path: "/k", token: token))
            cases.append(Case(query: [.init("z", "a b")], token: token, seconds: 60))
            cases.append(
                Case(service: .s3, path: "/a%20b", token: token, payload: .unsigned, seconds: 9))
        }
        cases.append(Case(service: .s3, method: "PUT", body: "x", payload: .unsigned))
        cases.append(Case(method: "POST", seconds: 604_800))
        cases.append(Case(path: "/a/../b", headers: [.init("X-A", " 1  2")], seconds: 1))
        return cases
    }()

    @Test func signaturesAreBotocores() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "cases"), output = folder.appending(path: "results")
        let cases = Self.cases
        try JSONSerialization.data(withJSONObject: try cases.map { try $0.description() })
            .write(to: input)
        let run = try await runTool(
            ["python3", pythonFile("sign.py"), input.path, output.path], in: folder)
        try #require(run.status == 0, "\(run.errors)")
        struct Expected: Decodable {
            var url: String
            var authorization: String?
        }
        let expected = try JSONDecoder().decode([Expected].self, from: Data(contentsOf: output))
        try #require(expected.count == cases.count)
        for (item, expected) in zip(cases, expected) {
            let request = try item.request()
            if let seconds = item.seconds {
                let link = try item.signer().presign(
                    request, seconds: seconds, payload: item.payload)
                #expect(signature(link.url) == signature(expected.url), "\(item)")
                #expect(Set(parts(link.url)) == Set(parts(expected.url)), "\(item)")
            } else {
                let signed = try item.signer().sign(request, payload: item.payload)
                let found = signed.headers.first { $0.name == "Authorization" }?.value
                #expect(found == expected.authorization, "\(item)")
            }
        }
    }

    private func signature(_ url: String) -> Substring? {
        parts(url).first { $0.hasPrefix("X-Amz-Signature=") }
    }

    private func parts(_ url: String) -> [Substring] {
        url.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? []
    }

    /// The examples of S3's documentation.
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    @Test func publishedExamplesAreMet() throws {
        let signer = SignatureV4(
            .s3, in: "us-east-1",
            with: Credentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            at: Date(timeIntervalSince1970: 1_369_353_600))
        let endpoint = Endpoint(scheme: .https, host: "examplebucket.s3.amazonaws.com")
        var get = AWSRequest("GET", endpoint, path: "/test.txt")
        let link = try signer.presign(get, seconds: 86_400, payload: .unsigned)
        #expect(
            link.query.last
                == .init(
                    "X-Amz-Signature",
                    "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
        get.headers = [.init("Range", "bytes=0-9")]
        #expect(
            try signer.sign(get).headers.last?.value.hasSuffix(
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41") == true)
        var put = AWSRequest("PUT", endpoint, path: "/test%24file.text")
        put.headers = [
            .init("Date", "Fri, 24 May 2013 00:00:00 GMT"),
            .init("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ]
        put.body = Array("Welcome to Amazon S3.".utf8)
        #expect(
            try signer.sign(put).headers.last?.value.hasSuffix(
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd") == true)
    }

    @Test func aBodyGoesUnsignedOnlyOverHTTPS() throws {
        let signer = Case(service: .s3).signer()
        let request = AWSRequest("PUT", Endpoint(scheme: .http, host: "localhost"))
        let error = #expect(throws: AWSError.self) {
            try signer.sign(request, payload: .unsigned)
        }
        #expect(error?.kind == .endpoint)
        #expect(error?.place == .caller)
    }

    @Test(arguments: [0, -1, 604_801]) func linksHaveAnEnd(seconds: Int) throws {
        let request = AWSRequest("GET", Endpoint(scheme: .https, host: "h"))
        let error = #expect(throws: AWSError.self) {
            try Case().signer().presign(request, seconds: seconds, payload: .signed)
        }
        #expect(error?.kind == .argument)
    }

    @Test func signingTwiceIsSigningOnce() throws {
        let signer = Case(service: .s3, token: "t").signer()
        let request = AWSRequest("GET", Endpoint(scheme: .https, host: "h"), path: "/k")
        let once = try signer.sign(request)
        #expect(try signer.sign(once) == once)
    }
}
