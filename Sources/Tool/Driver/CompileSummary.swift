internal import CodeGen
internal import Foundation
internal import NativeLinker
internal import WasmLowering

/// What came of a compile, for `--time` and `--json`.
struct CompileSummary: Sendable {
    var options: CompileOptions
    var input: String
    var inputSize: Int
    var functionCount: Int
    /// The result and, with an object, its header.
    var outputs: [String]
    var outputSize: Int
    var steps: [StepTime]

    /// Where the time went, a line for each step.
    var table: String {
        let total = StepTime(
            name: "total", wall: steps.reduce(0) { $0 + $1.wall },
            processor: steps.reduce(0) { $0 + $1.processor })
        var table = TextTable(numbers: [1, 2, 3])
        table.add("step", "wall ms", "cpu ms", "share")
        for step in steps + [total] {
            let share = total.wall > 0 ? step.wall / total.wall * 100 : 0
            table.add(
                step.name, milliseconds(step.wall), milliseconds(step.processor),
                "\(Int(share.rounded())) %")
        }
        return table.render()
    }

    private func milliseconds(_ seconds: Double) -> String {
        String(format: "%.1f", seconds * 1000)
    }

    /// The same and more, for scripts: docs/compile.md.
    var report: some Encodable {
        Report(
            input: .init(path: input, bytes: inputSize, functions: functionCount),
            outputs: outputs, bytes: outputSize, emit: options.output.rawValue,
            target: options.architecture.rawValue, cpu: options.processor.cpu,
            memoryBase: options.memoryBase.rawValue, strictTraps: options.strictTraps,
            optimization: options.level.rawValue, runtime: options.runtime.rawValue, steps: steps)
    }

    private struct Report: Encodable {
        struct Input: Encodable {
            var path: String
            var bytes: Int
            var functions: Int
        }
        var input: Input
        var outputs: [String]
        var bytes: Int
        var emit: String
        var target: String
        var cpu: String
        var memoryBase: String
        var strictTraps: Bool
        var optimization: String
        var runtime: String
        var steps: [StepTime]
    }
}
