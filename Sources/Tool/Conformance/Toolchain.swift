package import CodeGen
package import Foundation
internal import Subprocess
internal import SystemPackage

/// The programs and libraries that the runner uses, and where they are.
package struct Toolchain: Sendable {
    package let target: Architecture
    /// Runs the target's programs, where this machine cannot.
    package let emulator: String?
    package var wasmTools: String
    package var clang = "clang-19"
    package var linker = "/usr/lib/llvm-19/bin/ld.lld"
    /// `libasml.a`, musl and its start files.
    package var libraries: URL
    /// `runtime-c/include` and the driver's own header.
    package var includes: [URL]
    /// The C library's.
    private let headers: String
    /// The driver, compiled.
    package var driver: URL

    /// Finds everything and compiles the driver into the folder.
    ///
    /// - Parameter sources: the checkout; the runner is a tool for contributors.
    package init(
        environment: [String: String], target: Architecture, sources: URL, work: URL
    ) async throws {
        self.target = target
        emulator = target == .host ? nil : Self.emulator(of: target, environment)
        wasmTools = environment["ASML_WASM_TOOLS"] ?? Self.wasmTools(in: sources)
        let home = environment["ASML_HOME"].map { URL(fileURLWithPath: $0) }
        libraries = (home ?? sources.appending(path: "build"))
            .appending(path: "lib/asml/\(target.rawValue)")
        let driverSources = sources.appending(path: "Sources/Tool/Conformance/driver")
        includes = [sources.appending(path: "runtime-c/include"), driverSources]
        headers = Self.headers(of: target, in: sources)
        driver = work.appending(path: "driver.o")
        let main = driverSources.appending(path: "script_main.c")
        try await compileC(String(contentsOf: main, encoding: .utf8), to: driver, in: work)
    }

    private static func wasmTools(in sources: URL) -> String {
        let own = sources.appending(path: "build/tools/bin/wasm-tools").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "wasm-tools"
    }

    /// `$ASML_EMULATOR_<TARGET>`, or QEMU's on the PATH.
    private static func emulator(
        of target: Architecture, _ environment: [String: String]
    ) -> String {
        let machine = target.triple.prefix { $0 != "-" }
        return environment["ASML_EMULATOR_\(target.rawValue.uppercased())"]
            ?? "qemu-\(machine)-static"
    }

    /// Another architecture's are in the sysroot that toolchain/setup.sh makes.
    private static func headers(of target: Architecture, in sources: URL) -> String {
        let root =
            target == .host
            ? "" : sources.appending(path: "build/tools/sysroot-\(target.rawValue)").path
        return "\(root)/usr/include/\(target.triple.prefix { $0 != "-" })-linux-musl"
    }

    func compileC(_ text: String, to object: URL, in folder: URL) async throws {
        let source = folder.appending(path: object.lastPathComponent + ".c")
        try Data(text.utf8).write(to: source)
        try await run(
            clang,
            [
                "--target=\(target.triple)", "-isystem", headers, "-O1", "-fPIE", "-Wall",
                "-Werror",
            ]
                + includes.flatMap { ["-I", $0.path] }
                + ["-c", source.path, "-o", object.path])
    }

    /// A `.wast` file to JSON and `.wasm` files, in the folder.
    func convert(_ wast: URL, in folder: URL) async throws -> Script {
        let json = folder.appending(path: "script.json")
        try await run(
            wasmTools,
            ["json-from-wast", wast.path, "-o", json.path, "--wasm-dir", folder.path])
        return try Script(json: Data(contentsOf: json))
    }

    /// A `.wat` text to the binary format.
    func assemble(_ text: String, in folder: URL) async throws -> [UInt8] {
        let source = folder.appending(path: "module.wat")
        let binary = folder.appending(path: "module.wasm")
        try Data(text.utf8).write(to: source)
        try await run(wasmTools, ["parse", source.path, "-o", binary.path])
        return Array(try Data(contentsOf: binary))
    }

    private func run(_ program: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            executable(program), arguments: Arguments(arguments), output: .discarded,
            error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw ToolFailure(program: program, message: result.standardError)
        }
    }
}

package struct ToolFailure: Error, CustomStringConvertible, Sendable {
    package var program: String
    package var message: String

    package var description: String { "\(program) failed: \(message)" }
}
