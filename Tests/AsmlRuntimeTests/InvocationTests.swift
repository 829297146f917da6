import AsmlRuntime
import Testing

private func invocation(_ fields: String) -> Invocation {
    var invocation = Invocation()
    for byte in fields.utf8 { invocation.head.append(byte) }
    return invocation
}

@Suite struct InvocationTests {
    @Test(arguments: [
        ("4000000000000", 4_000_000_000_000 as UInt64?), ("600000", nil), ("", nil), ("-1", nil),
        ("soon", nil), ("99999999999999999999", nil), ("18446744073709551615", .max),
    ])
    func deadlines(_ text: String, _ deadline: UInt64?) {
        #expect(invocation("Lambda-Runtime-Deadline-Ms: \(text)\n").deadline == deadline)
    }

    @Test func remainingTime() {
        let some = invocation("lambda-runtime-deadline-ms: 4000000000000\n")
        #expect(some.remainingMilliseconds(at: 3_999_999_999_000) == 1000)
        #expect(some.remainingMilliseconds(at: 4_000_000_000_001) == 0)
        #expect(invocation("").remainingMilliseconds(at: 0) == -1)
        let absurd = invocation("lambda-runtime-deadline-ms: 18446744073709551615\n")
        #expect(absurd.remainingMilliseconds(at: 0) == .max)
    }

    @Test(arguments: [
        ("8476a536-e9f4-11e8-9739-2dfe598c3fcd", true), ("id", true), ("", false), ("a b", false),
        ("../x", false), ("a/b", false), ("é", false),
    ])
    func requestIDs(_ id: String, _ isUsable: Bool) {
        #expect(invocation("Lambda-Runtime-Aws-Request-Id: \(id)\n").hasUsableID == isUsable)
    }

    @Test func context() {
        let some = invocation(
            "LAMBDA-RUNTIME-TRACE-ID: Root=1\nLambda-Runtime-Client-Context: {\"a\":1}\n")
        #expect(string(some.context(Bytes("trace-id"))) == "Root=1")
        #expect(string(some.context(Bytes("client-context"))) == "{\"a\":1}")
        #expect(some.context(Bytes("tenant-id")) == nil)
        #expect(some.context(Bytes("Trace-Id")) == nil)
    }
}

@Suite struct MethodNameTests {
    @Test(arguments: ["", "a", "a.b.c", "a.b.c.d.e", ".b.c.d", "a..c.d", "a.b.c.", "...", "...."])
    func areFourParts(_ name: String) {
        Array(name.utf8).withUnsafeBytes { #expect(MethodName($0) == nil) }
    }

    @Test func hasCoordinatesAndMethod() throws {
        let name = try #require(MethodName(Bytes("akkoro.std.http.request")))
        #expect(string(name.coordinates) == "akkoro.std.http")
        #expect(string(name.method) == "request")
    }
}
