internal import ArgumentParser
internal import CodeGen
internal import Conformance
internal import Foundation
internal import WasmLowering

/// Runs WebAssembly's specification tests against the compiler.
@main
struct AsmlConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "asml-conformance",
        abstract: "Compiles and runs the WebAssembly specification's .wast scripts.",
        discussion: """
            Each script becomes one native program. The exit status is 1 when a check fails that is \
            not listed as an expected gap, or when a listed one passes.
            """)

    @Argument(help: "Scripts, and folders of scripts.")
    var paths: [String]

    @Option(help: "A list of what is known to fail: file or file:line-line, tab, reason.")
    var expectedGaps: String?

    @Flag(help: "Compile with --strict-traps.")
    var strictTraps = false

    @Option(help: "Compile with --memory-base.")
    var memoryBase: LinearMemory.Base = .fixed

    @Option(help: "Compile with --cpu.")
    var cpu: String?

    @Option(
        name: .customShort("O", allowingJoined: true), help: "Optimisation: 0 to 3, or s for size.")
    var level: OptimizationLevel = .o1

    @Option(name: .shortAndLong, help: "Scripts at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The machine it compiles for; another than this one's needs QEMU.")
    var target: Architecture = .host

    @Option(help: "The checkout, for the driver's sources.")
    var sources = FileManager.default.currentDirectoryPath

    @Flag(help: "Print the outcome of every file as JSON.")
    var json = false

    @Flag(name: .shortAndLong, help: "Counts of every file; failures in expected gaps.")
    var verbose = false

    /// One file in this process, for the process that runs the suite.
    @Flag(help: .private)
    var isolated = false

    func run() async throws {
        let files = try files()
        _ = try scriptOptions()
        if isolated {
            for file in files { try await printReport(file) }
            return
        }
        let flags =
            ["--isolated", "--sources", sources, "--target", target.rawValue]
            + ["--memory-base", memoryBase.rawValue, "-O", level.rawValue]
            + (cpu.map { ["--cpu", $0] } ?? []) + (strictTraps ? ["--strict-traps"] : [])
        var suite = Suite(files: files, program: "/proc/self/exe", arguments: flags)
        suite.gaps = try gaps()
        suite.jobs = jobs
        let report = await suite.run()
        print(json ? try report.json() : report.text(verbose: verbose))
        if !report.passes { throw ExitCode(1) }
    }

    private func printReport(_ file: URL) async throws {
        let report = try await Suite.report(
            file, environment: ProcessInfo.processInfo.environment,
            sources: URL(fileURLWithPath: sources), options: scriptOptions())
        FileHandle.standardOutput.write(try JSONEncoder().encode(report))
    }

    private func scriptOptions() throws -> ScriptOptions {
        var options = ScriptOptions()
        options.processor = .baseline(target)
        options.memoryBase = memoryBase
        options.strictTraps = strictTraps
        options.level = level
        guard let cpu else { return options }
        do throws(ProcessorError) {
            options.processor = try Processor(target, named: cpu)
        } catch {
            throw ValidationError("--cpu: \(error.message)")
        }
        return options
    }

    private func files() throws -> [URL] {
        do {
            return try Suite.files(at: paths)
        } catch .notFound(let path) {
            throw ValidationError("no file or folder '\(path)'")
        } catch .noScripts {
            throw ValidationError("no .wast files there")
        }
    }

    private func gaps() throws -> Gaps {
        guard let expectedGaps else { return Gaps() }
        let text: String
        do {
            text = try String(contentsOfFile: expectedGaps, encoding: .utf8)
        } catch {
            throw ValidationError("cannot read '\(expectedGaps)'")
        }
        do {
            return try Gaps(parsing: text)
        } catch {
            throw ValidationError(
                "\(expectedGaps):\(error.line): expected file or file:line-line, tab, reason")
        }
    }
}

extension OptimizationLevel: ExpressibleByArgument {}
extension Architecture: ExpressibleByArgument {}
extension LinearMemory.Base: ExpressibleByArgument {}
