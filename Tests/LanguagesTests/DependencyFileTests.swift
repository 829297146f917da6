import Languages
import Testing

/// What compilers write for make.
@Suite struct DependencyFileTests {
    private func files(_ text: String) throws -> [String] {
        let plan = try Example.plan(["a.c"])
        return try #require(plan.dependencyFiles.first).files(in: text)
    }

    @Test(arguments: [
        ("a.o: a.c /usr/include/x.h\n", ["/app/services/s/f/a.c", "/usr/include/x.h"]),
        ("a.o: a.c \\\n  b.h \\\r\n  c.h\n", ["b", "c"]),
        ("/x/a.wasm: /y/with\\ space.rs /y/#\\#.rs\n", ["/y/with space.rs", "/y/##.rs"]),
        ("a.o: /x/$$HOME.h /c:/d.h\n", ["/x/$HOME.h", "/c:/d.h"]),
        ("a.o:\nb.o : /x\n\n/x:\n", ["/x"]), ("", []), ("no rule here", []), (":", []),
    ])
    func namesWhatWasRead(_ text: String, _ expected: [String]) throws {
        let expected =
            expected == ["b", "c"]
            ? ["a.c", "b.h", "c.h"].map { "/app/services/s/f/\($0)" } : expected
        #expect(try files(text) == expected)
    }
}
