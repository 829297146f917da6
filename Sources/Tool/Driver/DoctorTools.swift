internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import LLVMKit
internal import NativeLinker
internal import Subprocess
internal import SystemPackage

/// Programs and libraries beside the tool.
extension Examination {
    private static let runtimeFiles = ["libasml.a", "libc.a", "rcrt1.o", "crti.o", "crtn.o"]

    func runtimeLibraries() -> [Finding] {
        Architecture.allCases.map { architecture in
            let check = "runtime library for \(architecture.rawValue)"
            // Without this machine's nothing can be run, without the other's it is not a target.
            let absent = architecture == .host ? Finding.missing : Finding.warning
            do throws(Diagnostic) {
                let folder = try Toolchain(environment: environment).libraryFolder(architecture)
                let lost = Self.runtimeFiles.filter { access("\(folder)/\($0)", R_OK) != 0 }
                guard lost.isEmpty else {
                    return absent(
                        check, "\(folder) has no \(lost.joined(separator: ", "))",
                        "'make build' makes it; 'make install' installs it")
                }
                return .ok(check, folder)
            } catch {
                return absent(check, error.message, error.notes.joined(separator: "; "))
            }
        }
    }

    func linker() async -> Finding {
        let check = "linker"
        let path = Toolchain.linker(environment)
        let words = Arguments(
            executablePathOverride: NativeLinker.name, remainingValues: ["--version"])
        guard let result = await execute(path, words), result.succeeded else {
            return .missing(check, "\(path) does not run", hint: Self.linkerHint)
        }
        let version = result.output.split(separator: "\n").first.map(String.init) ?? ""
        let place = environment["ASML_LINKER"] ?? "built in"
        let expected = "LLD \(LLVMLibrary.expectedMajor)."
        guard version.contains(expected) else {
            return .warning(
                check, "\(place): \(version)",
                hint: "\(expected)x is what asml is tested with. \(Self.linkerHint)")
        }
        return .ok(check, "\(place): \(version)")
    }

    private static let linkerHint =
        "unset ASML_LINKER for the one that is built in, or set it to that of Debian's lld-19"

    /// Its code generators are what is needed of it.
    func llvm() -> Finding {
        let check = "LLVM library"
        let version = LLVMLibrary.version
        guard version.major == LLVMLibrary.expectedMajor else {
            return .missing(
                check, "version \(version)",
                hint: "version \(LLVMLibrary.expectedMajor) is needed: Debian's package libllvm19")
        }
        for architecture in Architecture.allCases {
            do {
                _ = try Processor.baseline(architecture).machine(.o3)
            } catch {
                return .missing(
                    check, "version \(version): \(error.description)",
                    hint: "install Debian's package libllvm19")
            }
        }
        let targets = Architecture.allCases.map(\.rawValue).joined(separator: ", ")
        return .ok(check, "version \(version), for \(targets)")
    }

    func textFormat() async -> Finding {
        let check = "text format"
        let name = "wasm-tools"
        let found = Toolchain.findProgram([name], in: Toolchain.searchPath(environment))
        guard let path = environment["ASML_WASM_TOOLS"] ?? found,
            let version = await firstLine(of: path, "--version")
        else {
            return .warning(
                check, "no \(name) on the PATH, so modules in the text format cannot be read",
                hint: "'cargo install wasm-tools', or its releases on GitHub")
        }
        return .ok(check, "\(path): \(version)")
    }

    static var otherArchitecture: Architecture { Architecture.host == .arm64 ? .x86_64 : .arm64 }

    var emulatorPath: String? { Toolchain.emulator(environment) }

    func emulator() async -> Finding {
        let check = "emulator"
        let other = Self.otherArchitecture.rawValue
        guard let path = emulatorPath, let version = await firstLine(of: path, "--version") else {
            return .warning(
                check, "no QEMU on the PATH, so programs for \(other) cannot be tried here",
                hint: "install Debian's package qemu-user-static")
        }
        return .ok(check, "\(path): \(version)")
    }

    private func firstLine(of program: String, _ argument: String) async -> String? {
        let result = await execute(program, Arguments([argument]))
        guard let result, result.succeeded else { return nil }
        return result.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// - Returns: nil when it cannot be started.
    func execute(_ program: String, _ arguments: Arguments) async
        -> (succeeded: Bool, output: String, errors: String)?
    {
        let result = try? await Subprocess.run(
            .path(FilePath(program)), arguments: arguments,
            output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
        return result.map {
            ($0.terminationStatus.isSuccess, $0.standardOutput, $0.standardError)
        }
    }
}
