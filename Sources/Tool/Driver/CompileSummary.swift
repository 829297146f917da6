internal import CodeGen
internal import Foundation
internal import NativeLinker

/// What came of a compile, for `--time` and `--json`.
package struct CompileSummary: Sendable {
    var options: CompileOptions
    var input: String
    var inputSize: Int
    var functionCount: Int
    /// The result and, with an object, its header.
    var outputs: [String]
    var outputSize: Int
    var steps: [StepTime]

    /// Where the time went, a line for each step.
    package var table: String {
        let total = StepTime(
            name: "total", wall: steps.reduce(0) { $0 + $1.wall },
            processor: steps.reduce(0) { $0 + $1.processor })
        let width = (steps + [total]).map(\.name.count).max() ?? 0
        let rows = (steps + [total]).map { step in
            let name = step.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let share = total.wall > 0 ? step.wall / total.wall * 100 : 0
            return String(
                format: "%@ %10.1f %10.1f %5.0f%%\n", name, step.wall * 1000,
                step.processor * 1000, share)
        }
        let head = "step".padding(toLength: width, withPad: " ", startingAt: 0)
        return "\(head)    wall ms     cpu ms\n\(rows.joined())"
    }

    /// The same and more, for scripts: docs/json.md.
    package var json: String {
        JSONText.encode(
            Report(
                input: .init(path: input, bytes: inputSize, functions: functionCount),
                outputs: outputs, bytes: outputSize, emit: options.output.rawValue,
                target: options.architecture.rawValue, optimization: options.level.rawValue,
                runtime: options.runtime.rawValue,
                steps: steps.map {
                    .init(name: $0.name, seconds: $0.wall, cpuSeconds: $0.processor)
                }))
    }

    private struct Report: Encodable {
        struct Input: Encodable {
            var path: String
            var bytes: Int
            var functions: Int
        }
        struct Step: Encodable {
            var name: String
            var seconds: Double
            var cpuSeconds: Double
        }
        var input: Input
        var outputs: [String]
        var bytes: Int
        var emit: String
        var target: String
        var optimization: String
        var runtime: String
        var steps: [Step]
    }
}
