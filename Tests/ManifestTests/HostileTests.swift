internal import Diagnostics
internal import Manifest
internal import Testing
internal import ToolFixtures

/// Files that nobody wrote by hand.
struct HostileTests {
    private func issues(_ bytes: [UInt8]) -> [ManifestIssue] {
        do throws(ManifestErrors) {
            _ = try ManifestReader.load(
                root: "/", read: { _ in bytes }, isFolder: { _ in true })
            return []
        } catch {
            return error.issues
        }
    }

    private func first(_ text: String) -> ManifestIssue? { issues(Array(text.utf8)).first }

    @Test func bytesThatAreNoUTF8HaveAPlace() {
        let issues = issues(Array("a = 1\nbä = \"".utf8) + [0xFF])
        #expect(issues.map(\.kind) == [.notUTF8])
        #expect((issues[0].span.line, issues[0].span.column) == (2, 7))
    }

    @Test(arguments: [
        "a = ", "a = \"", "a = [1,", "[a", "a = {b=", "a = \"\"\"x", "a", "\u{0}", "= 1",
        "x = 1979-05-27TZ7:32:00Z",
    ])
    func whatEndsTooEarlyIsASyntaxError(_ text: String) {
        #expect(first(text)?.kind == .syntax)
    }

    /// toml++ 3.3 has assertions that these make false.
    @Test(arguments: [
        ("a = 1\n[", 2, 2), ("ä = 1", 1, 1), ("[{a]", 1, 2), ("[ä]", 1, 2), ("x = [1, }", 1, 9),
        ("\"ä\" = [1, }", 1, 11), ("[]", 1, 2),
    ])
    func whatDoesNotBelongWhereItIsHasItsPlace(_ text: String, _ line: Int, _ column: Int) {
        let issue = first(text)
        #expect(issue?.kind == .syntax)
        #expect((issue?.span.line, issue?.span.column) == (line, column))
    }

    @Test func aFileOfOneMebibyteIsTheLargest() {
        let name = "project.name = \"a\"\n"
        let comment = "#" + String(repeating: "x", count: (1 << 20) - name.utf8.count - 1)
        #expect(first(name + comment) == nil)
        #expect(first(name + comment + "x")?.kind == .tooLarge)
    }

    @Test(arguments: [
        "a = " + String(repeating: "[", count: 1_000_000),
        "a = " + String(repeating: "{a=", count: 300_000),
        String(repeating: "a = [", count: 1000),
    ])
    func bracketsWithinBracketsAreRefused(_ text: String) {
        #expect(first(text)?.kind == .syntax)
    }

    @Test(arguments: [
        (String(repeating: "a.", count: 500_000) + "a = 1", 1, 32),
        ("\n[" + String(repeating: "a . ", count: 200_000) + "a]", 2, 64),
        (
            "x = \"\"\"\n\"\"\"\"\"\ny = '.'.\"..\"\n" + String(repeating: "a.", count: 99) + "a=1",
            4, 32
        ),
        ("x = {" + String(repeating: "'.'.", count: 99) + "a=1}", 1, 69),
    ])
    func keysOfManyPartsAreRefused(_ text: String, _ line: Int, _ column: Int) {
        let issue = first(text)
        #expect(issue?.kind == .tooDeep)
        #expect((issue?.span.line, issue?.span.column) == (line, column))
    }

    @Test func manyTablesWithinTablesAreRefused() {
        let part = "a.a.a.a.a.a.a.a.a.a"
        let text =
            String(repeating: "{\(part)=", count: 20) + "1" + String(repeating: "}", count: 20)
        #expect(first("x = \(text)")?.kind == .tooDeep)
    }

    @Test func marksAndLineBreaksOfWindowsChangeNoPlace() throws {
        let text = "\u{FEFF}[project]\r\nname = \"a\"\r\n# ä\r\nnämë = 1\r\n"
        let issue = try #require(first(text))
        #expect(issue.kind == .syntax)
        let known = try #require(first("\u{FEFF}project.name = \"ä\"\r\nsize = 1\r\n"))
        #expect((known.span.line, known.span.column, known.span.length) == (1, 16, 3))
        #expect(known.span.text == "project.name = \"ä\"")
    }

    @Test func aKeyThatIsThereTwiceIsMarkedWhereItIsAgain() throws {
        let issue = try #require(first("[project]\nname = \"a\"\n  name = \"b\"\n"))
        #expect(issue.kind == .syntax)
        #expect((issue.span.line, issue.span.column) == (3, 3))
    }

    @Test func mutatedManifestsNeverCrash() throws {
        let seeds = [ValueTests.lines, EditTests.service].map { Array($0.utf8) }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            var bytes = seeds.randomElement(using: &random) ?? []
            for _ in 0...Int.random(in: 0..<6, using: &random) { mutate(&bytes, &random) }
            let manifest = Array("service.name = \"mail\"\n[api.functions.send]\n".utf8) + bytes
            for text in [bytes, manifest] {
                for issue in loaded(text) { #expect(!issue.diagnostic().render().isEmpty) }
                edit(text)
            }
        }
    }

    private func loaded(_ service: [UInt8]) -> [ManifestIssue] {
        manifestIssues(Array("project.name = \"a\"\nservices.mail.name = \"mail\"".utf8), service)
    }

    /// An edit that is made leaves a file that can be edited again.
    private func edit(_ bytes: [UInt8]) {
        guard var editor = try? ManifestEditor(file: "a", bytes: bytes) else { return }
        #expect(editor.bytes == bytes)
        guard (try? editor.addFunction("added")) != nil else { return }
        #expect(throws: Never.self) {
            var again = try ManifestEditor(file: "a", bytes: editor.bytes)
            try again.removeFunction("added")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let at = Int.random(in: 0..<max(bytes.count, 1), using: &random)
        guard at < bytes.count else { return }
        let special = Array("\"'[]{}=.,#\n\r\\ \t\u{0}é".utf8) + [0xFF]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[at] = special.randomElement(using: &random) ?? 0
        case 1: bytes.insert(special.randomElement(using: &random) ?? 0, at: at)
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + 9))
        case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
        default: bytes.removeSubrange(at...)
        }
    }
}
