import AWSClient
import Diagnostics
import Foundation
import Testing

/// Servers that fail, are slow, or are not AWS at all.
struct HostileServerTests {
    private static let identity = """
        <GetCallerIdentityResponse><GetCallerIdentityResult>\
        <Arn>arn:aws:iam::123456789012:user/&lt;a&#62;</Arn>\
        <UserId>U</UserId><Account>123456789012</Account>\
        </GetCallerIdentityResult></GetCallerIdentityResponse>
        """
    private static let sts = AWSError.Place.call(.sts, operation: "GetCallerIdentity")

    @Test func anIdentityIsRead() async throws {
        try await withScript([.send(response(200, Self.identity))]) { client, server in
            let identity = try await client.callerIdentity()
            #expect(identity.account == "123456789012")
            #expect(identity.arn == "arn:aws:iam::123456789012:user/<a>")
            #expect(server.requests[0].hasSuffix("Action=GetCallerIdentity&Version=2011-06-15"))
        }
    }

    @Test(arguments: [
        response(500, "oops"), response(503), response(502, "<html>"),
        response(400, #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
        response(429, "", headers: ["Retry-After: 1"]),
        response(503, "", headers: ["Retry-After: Fri, 27 Nov 2020 02:03:25 GMT"]),
        response(503, "", headers: ["Retry-After: Fri, 27 Nov 9223372036854775807 02:03:25 GMT"]),
        response(503, "", headers: ["Retry-After: -1"]),
        response(503, "", headers: ["Retry-After:"]),
        response(400, "<E><Error><Code>Throttling</Code></Error></E>"),
    ])
    func aFailureThatMayPassIsTriedAgain(first: String) async throws {
        try await withScript([.send(first), .send(response(200, Self.identity))]) {
            let identity = try await $0.callerIdentity()
            #expect(identity.userID == "U")
            #expect($1.requests.count == 2)
        }
    }

    @Test(arguments: ["nonsense\r\n\r\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
    func aConnectionThatBreaksIsTriedAgain(first: String) async throws {
        try await withScript([.sendAndClose(first), .send(response(200, Self.identity))]) {
            _ = try await $0.callerIdentity()
            #expect($1.requests.count == 2)
        }
    }

    @Test func tryingHasAnEnd() async throws {
        try await withScript([.send(response(500, "", headers: ["x-amzn-RequestId: r-1"]))]) {
            client, server in
            await expect(.service(code: "HTTP500"), Self.sts) {
                try await client.callerIdentity()
            } and: {
                #expect($0.status == 500)
                #expect($0.requestID == "r-1")
            }
            #expect(server.requests.count == 3)
        }
        try await withScript([.sendAndClose("")]) { client, server in
            await expect(.connection, Self.sts) { try await client.callerIdentity() }
            #expect(server.requests.count == 3)
        }
    }

    @Test func nobodyThereIsAConnectionError() async throws {
        let port = try SilentPort()
        let client = try scriptedClient("http://127.0.0.1:\(port.number)")
        await expect(.connection, Self.sts) { try await client.callerIdentity() }
        await client.close()
    }

    @Test(arguments: [
        ScriptedServer.Step.hang, .send("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nabc"),
        .send("HTTP/1.1 200"),
    ])
    func aSlowServerIsATimeout(step: ScriptedServer.Step) async throws {
        try await withScript([step], attempts: 2, timeout: .milliseconds(300)) { client, server in
            await expect(.timeout, Self.sts) { try await client.callerIdentity() }
            #expect(server.requests.count == 2)
        }
    }

    @Test func whatAWSRepeatsOfARequestIsLeftOut() async throws {
        let body = #"{"__type":"InvalidSignatureException","message":"no\nx-token:hunter9"}"#
        let other = #"{"__type":"X","message":"the token hunter9 is bad"}"#
        try await withScript(
            [.send(response(403, body)), .send(response(400, other))], token: "hunter9"
        ) { client, _ in
            await expect(.service(code: "InvalidSignatureException"), Self.sts) {
                try await client.callerIdentity()
            } and: {
                #expect($0.message == "no")
            }
            await expect(.service(code: "X"), Self.sts) {
                try await client.callerIdentity()
            } and: {
                #expect($0.message == "the token … is bad")
            }
        }
    }

    @Test(arguments: ["000", "7", "99", "100", "101", "600", "999", "1000", "-1", "2e2", ""])
    func aStatusThatIsNoneIsNoAnswer(status: String) async throws {
        let answer = "HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n"
        try await withScript([.sendAndClose(answer)], attempts: 2) { client, server in
            await expect(.connection, Self.sts) { try await client.callerIdentity() }
            #expect(server.requests.count == 2)
        }
    }

    @Test func damagedAnswersAreErrors() async throws {
        let headers = ["x-amzn-RequestId: r", "Retry-After: 1", "Transfer-Encoding: identity"]
        for good in [response(200, Self.identity, headers: headers), response(403, Self.identity)] {
            var state: UInt64 = 7
            let mutants = (0..<100).map { _ in
                var bytes = Array(good.utf8)
                for _ in 0..<3 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    // Mostly in the head.
                    let place = Int(state >> 33) % min(bytes.count, 160)
                    bytes[place] = UInt8(truncatingIfNeeded: state >> 25)
                }
                return ScriptedServer.Step.sendAndClose(String(decoding: bytes, as: UTF8.self))
            }
            try await withScript(mutants, attempts: 1) { client, server in
                for _ in mutants { _ = try? await client.callerIdentity() }
                // Fewer than mutants: a connection may be closed just when it is used again.
                #expect(server.requests.count > 1)
            }
        }
    }

    @Test func aRefusalIsNotRepeated() async throws {
        let answer = response(
            403, #"{"message":"no","extra":{"a":1}}"#,
            headers: ["x-amzn-ErrorType: com.amazonaws#AccessDeniedException:http://x/"])
        try await withScript([.send(answer)]) { client, server in
            await expect(
                .service(code: "AccessDeniedException"), .call(.lambda, operation: "GetFunction")
            ) {
                try await client.function("f")
            } and: {
                #expect($0.message == "no")
                #expect("\($0)" == "Lambda GetFunction: AccessDeniedException: no")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func aFunctionIsNotInvokedTwice() async throws {
        for step in [ScriptedServer.Step.sendAndClose(""), .send(response(500))] {
            try await withScript([step]) { client, server in
                _ = try? await client.invoke("f", event: Array("{}".utf8))
                #expect(server.requests.count == 1)
            }
        }
        try await withScript([.send(response(429)), .send(response(200, "1"))]) {
            let result = try await $0.invoke("f", event: [])
            #expect(result.payload == Array("1".utf8))
            #expect($1.requests.count == 2)
        }
    }

    @Test func anInvocationHasItsLogAndItsError() async throws {
        let headers = [
            "X-Amz-Function-Error: Unhandled", "X-Amz-Log-Result: QUIAw6k=",
            "X-Amz-Executed-Version: 7", "x-amzn-RequestId: r",
        ]
        try await withScript([.send(response(200, #"{"errorMessage":"e"}"#, headers: headers))]) {
            let result = try await $0.invoke(
                "arn:aws:lambda:eu-west-3:1:function:f", qualifier: "live", event: [],
                clientContext: [0x7B, 0x7D])
            #expect(result.functionError == "Unhandled")
            #expect(result.logTail == "AB\u{0}é")
            #expect(result.executedVersion == "7")
            #expect(result.requestID == "r")
            let request = $1.requests[0]
            #expect(
                request.hasPrefix(
                    "POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-3%3A1%3Afunction%3Af"
                        + "/invocations?Qualifier=live HTTP/1.1\r\n"))
            #expect(request.contains("X-Amz-Client-Context: e30=\r\n"))
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "{\"Configuration\":1}",
        #"{"Configuration":{"FunctionName":"f","FunctionArn":"a","Version":7}}"#,
        #"{"Configuration":{"FunctionName":"f","FunctionArn":"a"}}"#, "<html></html>",
        String(repeating: "[", count: 100_000),
    ])
    func anAnswerOfAnotherShapeIsAnError(body: String) async throws {
        try await withScript([.send(response(200, body))]) { client, _ in
            await expect(.answer, .call(.lambda, operation: "GetFunction")) {
                try await client.function("f")
            }
        }
    }

    @Test func anAnswerHasALimit() async throws {
        let body = String(repeating: "x", count: 100)
        try await withScript([.send(response(200, body))]) { client, _ in
            await expect(.limit, .call(.s3, operation: "GetObject")) {
                try await client.getObject(.init(bucket: "bucket", key: "k"), limit: 99)
            }
            let whole = try await client.getObject(.init(bucket: "bucket", key: "k"), limit: 100)
            #expect(whole.count == 100)
        }
    }

    @Test func pagesHaveAnEnd() async throws {
        let page = response(200, #"{"events":[],"nextToken":"same"}"#)
        try await withScript([.send(page)]) { client, server in
            await expect(.answer, .call(.logs, operation: "FilterLogEvents")) {
                try await client.logEvents(LogFilter(group: "g")) { _ in }
            }
            #expect(server.requests.count == 2)
        }
    }

    @Test func aClockThatIsWrongIsSaid() async throws {
        let answer = response(
            403, "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>",
            headers: ["Date: Thu, 01 Jan 1970 01:00:00 GMT"])
        let now: @Sendable () -> Date = { Date(timeIntervalSince1970: 0) }
        try await withScript([.send(answer)], now: now) { client, _ in
            await expect(
                .service(code: "RequestTimeTooSkewed"), .call(.s3, operation: "GetObject")
            ) {
                try await client.getObject(.init(bucket: "bucket", key: "k"), limit: 1)
            } and: {
                #expect($0.hint == "this machine's clock is 60 min behind the server's")
            }
        }
    }

    @Test func aPersonIsToldTheHintAndTheRequest() {
        var error = AWSError(.service(code: "C"), at: Self.sts, "m", hint: "h")
        error.requestID = "r"
        let text = Diagnostic(error).render()
        #expect(
            text == """
                asml: error: STS GetCallerIdentity: C: m
                  h
                  the request's identifier is r
                """)
        let file = AWSError(.configuration, at: .file("/c", line: 3), "m")
        #expect(Diagnostic(file).render() == "/c:3: error: m")
    }

    @Test func aBucketElsewhereIsSaid() async throws {
        let answer = response(301, "", headers: ["x-amz-bucket-region: ap-south-1"])
        try await withScript([.send(answer)]) { client, _ in
            await expect(.service(code: "PermanentRedirect"), nil) {
                try await client.headObject(.init(bucket: "bucket", key: "k"))
            } and: {
                #expect($0.hint == "the bucket is in ap-south-1")
            }
        }
    }

    @Test func anUploadThatFailsInTheEndIsAnError() async throws {
        let home = try Home()
        let file = home.folder.appending(path: "large")
        try Data(count: 17 << 20).write(to: file)
        let part = response(200, "", headers: ["ETag: \"e\""])
        try await withScript([
            .send(response(200, "<R><UploadId>u/1</UploadId></R>")),
            .send(part), .send(part), .send(part),
            .send(response(200, "<Error><Code>InternalError</Code><Message>m</Message></Error>")),
            .send(response(204)),
        ]) { client, server in
            await expect(
                .service(code: "InternalError"), .call(.s3, operation: "CompleteMultipartUpload")
            ) {
                try await client.putFile(.init(bucket: "bucket", key: "a b//c"), file.path)
            }
            let lines = server.requests.map { String($0.prefix { !$0.isNewline }) }
            #expect(lines[0] == "POST /bucket/a%20b//c?uploads= HTTP/1.1")
            #expect(lines[3] == "PUT /bucket/a%20b//c?partNumber=3&uploadId=u%2F1 HTTP/1.1")
            #expect(lines[5] == "DELETE /bucket/a%20b//c?uploadId=u%2F1 HTTP/1.1")
        }
    }

    @Test(arguments: [
        "a/../b", "/", "./a", "a//", "ключ", "a?b#c%", "..", "a\nb", "~+=&;", "a:b@c",
    ])
    func keysArriveAsTheyAreSigned(key: String) async throws {
        try await withScript([.send(response(200))]) { client, server in
            _ = try await client.getObject(.init(bucket: "bucket", key: key), limit: 1)
            let target = server.requests[0].split(separator: " ")[1]
            let path = "/bucket/\(URIText.encodePath(key))"
            #expect(target == path)
        }
    }

    @Test func whatCannotBeSentIsRefused() async throws {
        try await withScript([.hang]) { client, server in
            for bucket in [
                "", "ab", "A-b", "a/b", "a..b", ".ab", String(repeating: "a", count: 64),
            ] {
                await expect(.argument, .call(.s3, operation: "HeadObject")) {
                    try await client.headObject(.init(bucket: bucket, key: "k"))
                }
            }
            await expect(.argument, nil) {
                try await client.headObject(.init(bucket: "bucket", key: ""))
            }
            await expect(.argument, nil) { try await client.function("..") }
            for path in ["/nowhere", "/", "/dev/null"] {
                await expect(.argument, .file(path, line: 0)) {
                    try await client.putFile(.init(bucket: "bucket", key: "k"), path)
                }
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func aCancelledCallEnds() async throws {
        try await withScript([.hang]) { client, server in
            let task = Task { try await client.callerIdentity() }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            await expect(.cancelled, Self.sts) { try await task.value }
        }
    }
}
