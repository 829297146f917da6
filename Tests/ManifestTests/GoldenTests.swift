internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Testing

/// Each `Golden/NAME.toml` is the manifest of a service, or of an application when the name begins
/// so; `Golden/NAME.txt` is what is said about it. `make bless` rewrites the expectations.
@Suite struct ManifestGoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test func manifestsExist() { #expect(Self.names.count >= 8) }

    @Test(arguments: names) func saysAsExpected(_ name: String) throws {
        let golden = Self.folder.appendingPathComponent("\(name).txt")
        let text = try String(
            contentsOf: Self.folder.appendingPathComponent("\(name).toml"), encoding: .utf8)
        let actual = said(about: text, isApplication: name.hasPrefix("application"))
        if ProcessInfo.processInfo.environment["ASML_BLESS"] == "1" {
            try actual.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(actual == expected, "\(name).txt differs; 'make bless' accepts the new text")
    }

    private func said(about text: String, isApplication: Bool) -> String {
        var fixture = Fixture(service: text)
        if isApplication { fixture.files["assemblylift.toml"] = text }
        do throws(ManifestErrors) {
            let warnings = try fixture.load().warnings
            return warnings.map { $0.diagnostic(.warning).render() + "\n" }.joined()
        } catch {
            return error.diagnostics.map { $0.render() + "\n" }.joined()
        }
    }
}
