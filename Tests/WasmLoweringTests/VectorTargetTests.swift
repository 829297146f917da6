import CodeGen
import Foundation
import LLVMKit
import Testing
import WasmDecoder
import WasmLowering
import WasmValidator

/// Where vector code differs between machines, both have an instruction for it.
@Suite struct VectorTargetTests {
    struct Machine: Sendable {
        var triple: String
        var cpu: String
        /// Swizzle, fixed-point product, truncation, narrowing.
        var instructions: [String]
    }

    static let machines = [
        Machine(
            triple: "x86_64-unknown-linux-musl", cpu: "x86-64-v3",
            instructions: ["pshufb", "pmulhrsw", "cvttpd2dq", "packuswb", "pmaddwd"]),
        Machine(
            triple: "x86_64-unknown-linux-musl", cpu: "x86-64",
            instructions: ["pmulhw", "cvttpd2dq", "packuswb", "pmaddwd"]),
        Machine(
            triple: "aarch64-unknown-linux-musl", cpu: "neoverse-n1",
            instructions: ["tbl", "sqrdmulh", "fcvtzu", "smin", "smull2"]),
    ]

    @Test(arguments: machines) func everyMachineHasTheInstructions(_ target: Machine) async throws {
        let source = GoldenTests.folder.appendingPathComponent("simd.wat")
        let validated = try validate(try decodeModule(try await assemble(source)))
        let machine = try TargetMachine(
            triple: target.triple, cpu: target.cpu, effort: .aggressive)
        var types = TypeRegistry()
        let result = lower(validated, LoweringOptions(), types: &types, target: machine)
        // Nothing in this module refers to them, and -O3 would delete them.
        try result.unit.module.run("function(mem2reg,instcombine)", machine)
        try result.unit.module.verify()
        let assembly = String(
            decoding: try machine.emit(result.unit.module, .assembly), as: UTF8.self)
        for instruction in target.instructions {
            #expect(assembly.contains(instruction), "\(target.cpu): \(instruction)")
        }
    }

    /// LLVM would stop the tool at an operation that it cannot select.
    @Test(arguments: Architecture.allCases)
    func codeCanBeMadeForEveryProcessor(_ architecture: Architecture) async throws {
        let source = GoldenTests.folder.appendingPathComponent("simd.wat")
        let validated = try validate(try decodeModule(try await assemble(source)))
        let names = Processor.names(of: architecture)
        #expect(names.count > 50)
        for name in names {
            let processor = try Processor(architecture, named: name)
            let machine = try processor.machine(.o3)
            var types = TypeRegistry()
            let result = lower(validated, LoweringOptions(), types: &types, target: machine)
            try result.unit.module.run("function(mem2reg,instcombine)", machine)
            let object = try machine.emit(result.unit.module, .object)
            #expect(object.count > 5_000, "\(name)")
        }
    }
}
