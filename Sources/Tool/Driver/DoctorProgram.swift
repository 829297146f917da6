internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import Subprocess

/// The proof: a program goes all the way.
extension Examination {
    func programs() async -> [Finding] {
        var findings = [await program(.host, emulator: nil)]
        let other = Self.otherArchitecture
        if let emulatorPath, (try? Toolchain(environment: environment).checkRuntime(other)) != nil {
            findings.append(await program(other, emulator: emulatorPath))
        }
        return findings
    }

    private func program(_ architecture: Architecture, emulator: String?) async -> Finding {
        let check = "a program for \(architecture.rawValue)"
        let absent = emulator == nil ? Finding.missing : Finding.warning
        do {
            let result = try await compileAndRun(architecture, emulator)
            guard let result else { return absent(check, "it cannot be started", nil) }
            guard result.succeeded, result.output == Self.greeting else {
                return absent(check, "it fails: \(result.errors)", nil)
            }
            return .ok(check, "compiles and runs")
        } catch let error as Diagnostic {
            return absent(check, error.message, error.notes.joined(separator: "; "))
        } catch {
            return absent(check, "\(error)", nil)
        }
    }

    private func compileAndRun(_ architecture: Architecture, _ emulator: String?) async throws
        -> (succeeded: Bool, output: String, errors: String)?
    {
        var options = CompileOptions()
        options.processor = .baseline(architecture)
        return try await Files.withTemporaryFolder { folder in
            let path = "\(folder)/program"
            try await compile(
                ModuleSource(Self.module, named: "asml doctor"), to: path, options)
            let command = (emulator.map { [$0] } ?? []) + [path]
            return await execute(command[0], Arguments(Array(command.dropFirst())))
        }
    }

    private static let greeting = "ready\n"

    /// `_start` writes the greeting by WASI's fd_write: two segments of data hold the buffer's
    /// address and length, and the text.
    private static let module: [UInt8] = {
        let header: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
        let types = section(1, [2, 0x60, 4, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F, 0x60, 0, 0])
        let imports = section(2, [1] + name("wasi_snapshot_preview1") + name("fd_write") + [0, 0])
        let functions = section(3, [1, 1])
        let memories = section(5, [1, 0, 1])
        let exports = section(7, [2] + name("memory") + [2, 0] + name("_start") + [0, 1])
        // fd_write(1, 0, 1, 32), its result dropped
        let body: [UInt8] = [0, 0x41, 1, 0x41, 0, 0x41, 1, 0x41, 32, 0x10, 0, 0x1A, 0x0B]
        let code = section(10, [1, UInt8(body.count)] + body)
        let buffer: [UInt8] = [8, 0, 0, 0, UInt8(greeting.utf8.count), 0, 0, 0]
        let data = section(11, [1, 0, 0x41, 0, 0x0B] + sized(buffer + Array(greeting.utf8)))
        return header + types + imports + functions + memories + exports + code + data
    }()

    private static func section(_ id: UInt8, _ content: [UInt8]) -> [UInt8] {
        [id] + sized(content)
    }
    private static func name(_ text: String) -> [UInt8] { sized(Array(text.utf8)) }
    /// All is shorter than 128 bytes here.
    private static func sized(_ content: [UInt8]) -> [UInt8] { [UInt8(content.count)] + content }
}
