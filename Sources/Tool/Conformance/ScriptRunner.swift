package import Foundation
internal import Subprocess
internal import SystemPackage
internal import WasmValidator

/// Takes one `.wast` file all the way: convert, plan, compile, run, judge.
package struct ScriptRunner: Sendable {
    private let toolchain: Toolchain
    private let compiler: ScriptCompiler
    private let spectest: ValidatedModule
    private let work: URL

    package init(toolchain: Toolchain, options: ScriptOptions, work: URL) async throws {
        self.toolchain = toolchain
        self.work = work
        compiler = ScriptCompiler(toolchain: toolchain, options: options)
        spectest = try checkModule(try await toolchain.assemble(Spectest.text, in: work))
    }

    package func run(_ wast: URL) async -> FileReport {
        let name = wast.lastPathComponent
        let folder = work.appending(path: wast.deletingPathExtension().lastPathComponent)
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let script = try await toolchain.convert(wast, in: folder)
            let plan = Planner.plan(script, spectest: spectest) { file in
                (try? Data(contentsOf: folder.appending(path: file))).map(Array.init)
            }
            return FileReport(name, plan, await answers(to: plan, in: folder))
        } catch {
            return FileReport(name: name, brokenBy: String(describing: error))
        }
    }

    /// Answers up to where the program stopped, and why it stopped early.
    private func answers(to plan: Plan, in folder: URL) async -> ProgramRun {
        let commands = plan.programCommands
        guard plan.steps.contains(where: { $0.line != 0 && $0.runs }) else {
            return ProgramRun(answers: [.completed([])])
        }
        do {
            let program = try await compiler.compile(plan, in: folder)
            // From a file: a program that dies early would leave us writing to a closed pipe.
            let input = folder.appending(path: "commands")
            try Data(commands.flatMap { $0.line.utf8 }).write(to: input)
            let result = try await Subprocess.run(
                toolchain.emulator.map(executable) ?? .path(FilePath(program.path)),
                arguments: toolchain.emulator == nil ? [] : [program.path],
                input: .fileDescriptor(
                    try .open(FilePath(input.path), .readOnly), closeAfterSpawningProcess: true),
                output: .string(limit: 1 << 26), error: .string(limit: 1 << 20))
            let lines = result.standardOutput.split(separator: "\n")
            var run = ProgramRun(answers: lines.compactMap(ProgramAnswer.init(line:)))
            if !result.terminationStatus.isSuccess || run.answers.count < commands.count {
                run.end =
                    "program ended early, \(result.terminationStatus) "
                    + result.standardError
            }
            return run
        } catch {
            return ProgramRun(answers: [], end: "cannot compile: \(error)")
        }
    }
}

/// A program by its path, or by its name on the PATH.
func executable(_ program: String) -> Executable {
    program.contains("/") ? .path(FilePath(program)) : .name(program)
}

/// What a script's program said.
package struct ProgramRun: Sendable {
    package var answers: [ProgramAnswer]
    /// Why there are fewer answers than commands.
    package var end = ""

    package init(answers: [ProgramAnswer], end: String = "") {
        self.answers = answers
        self.end = end
    }
}

extension Step {
    /// Takes the step's answers off the front.
    package func outcome(_ answers: inout ArraySlice<ProgramAnswer>, end: String) -> Outcome {
        if case .settled(let outcome) = check { return outcome }
        var outcomes: [Outcome] = []
        for question in check.questions {
            guard let answer = answers.popFirst() else { return .failed(end) }
            outcomes.append(question.expectation.judge(answer))
        }
        let failed = outcomes.first { $0 != .passed } ?? .passed
        if case .runAny = check { return outcomes.contains(.passed) ? .passed : failed }
        return failed
    }
}
