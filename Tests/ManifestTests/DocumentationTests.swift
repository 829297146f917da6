internal import Foundation
internal import Testing

struct DocumentationTests {
    static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/manifest.md")

    /// `ValueTests.lines` has all others.
    @Test(
        arguments: ValueTests.lines.split(separator: "\n").map { $0.prefix { $0 != " " } }
            + ["events", "permissions", "authorizer_id"])
    func everyKeyOfAFunctionIsInThePage(_ key: Substring) throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(page.contains("`\(key)`"))
    }
}
