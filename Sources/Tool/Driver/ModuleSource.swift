internal import Diagnostics
internal import Foundation
internal import Subprocess
internal import SystemPackage
internal import WasmDecoder
internal import WasmModel
internal import WasmValidator

/// A module as the user gave it, and its binary form.
struct ModuleSource {
    let path: String
    let bytes: [UInt8]
    /// Whether the binary form was made from text, which has no byte offsets of the module's.
    let isText: Bool

    /// - Parameter contents: of either format.
    init(_ contents: [UInt8], named path: String) async throws {
        self.path = path
        isText = Self.isText(contents, path)
        bytes = isText ? try await Self.assemble(contents, path) : contents
    }

    /// By name, and by content where the name says something else: no binary begins so.
    private static func isText(_ bytes: [UInt8], _ path: String) -> Bool {
        if bytes.starts(with: [0, 0x61, 0x73, 0x6D]) { return false }
        let isSpace: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let start = bytes.prefix(4096).drop(while: isSpace)
        return path.hasSuffix(".wat") || start.starts(with: "(module".utf8)
            || start.starts(with: ";;".utf8) || start.starts(with: "(;".utf8)
    }

    /// The place of a byte of the binary form.
    func place(_ offset: Int) -> Diagnostic.Place {
        isText ? .file(path) : .byte(path, offset)
    }

    /// What to say beside a place that a reader of the text cannot find.
    func notes(_ offset: Int) -> [String] {
        guard isText else { return [] }
        return [
            "at \(offsetText(offset)) of the binary form, "
                + "which 'wasm-tools parse \(path) -o FILE' writes"
        ]
    }

    /// wasm-tools is the one tool that keeps up with the text format.
    private static func assemble(_ text: [UInt8], _ path: String) async throws -> [UInt8] {
        let tool = ProcessInfo.processInfo.environment["ASML_WASM_TOOLS"] ?? "wasm-tools"
        let binary: [UInt8]
        let complaint: String?
        do {
            let result = try await Subprocess.run(
                tool.contains("/") ? .path(FilePath(tool)) : .name(tool),
                arguments: ["parse", "-"], input: .array(text),
                output: .bytes(limit: 1 << 30), error: .string(limit: 1 << 20))
            binary = result.standardOutput
            complaint = result.terminationStatus.isSuccess ? nil : result.standardError
        } catch {
            throw Diagnostic(
                at: .file(path), "the text format needs wasm-tools, which cannot be run",
                notes: [
                    "install wasm-tools on your PATH, or set ASML_WASM_TOOLS to where it is",
                    "or give the binary format (.wasm)",
                ])
        }
        guard let complaint else { return binary }
        let lines = complaint.replacing("<stdin>", with: path)
            .split(separator: "\n").map(String.init)
        throw Diagnostic(at: .file(path), "not a module in the text format", notes: lines)
    }
}

func readModule(_ source: ModuleSource) throws(Diagnostic) -> ValidatedModule {
    let module: Module
    do {
        module = try decodeModule(source.bytes)
    } catch {
        throw Diagnostic(error, in: source)
    }
    do {
        return try validate(module)
    } catch {
        throw Diagnostic(error, in: source)
    }
}
