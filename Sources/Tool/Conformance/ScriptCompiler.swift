package import CodeGen
package import Foundation
internal import LLVMKit
internal import NativeLinker
package import WasmLowering
internal import WasmModel
internal import WasmValidator

/// How a run compiles its scripts.
package struct ScriptOptions: Sendable {
    package var processor = Processor.baseline(.host)
    package var memoryBase = LinearMemory.Base.fixed
    package var strictTraps = false
    package var level = OptimizationLevel.o1

    package init() {}
}

/// Compiles a plan to one static ELF. The only file here that knows the compiler's back end.
package struct ScriptCompiler: Sendable {
    package var toolchain: Toolchain
    package var options: ScriptOptions

    package init(toolchain: Toolchain, options: ScriptOptions) {
        self.toolchain = toolchain
        self.options = options
    }

    /// - Returns: the path of the program, in the folder.
    package func compile(_ plan: Plan, in folder: URL) async throws -> URL {
        let objects = try compileModules(plan, in: folder)
        let table = folder.appending(path: "script.o")
        try await toolchain.compileC(moduleTable(plan), to: table, in: folder)

        let program = folder.appending(path: "script")
        var linker = NativeLinker(
            libraryFolder: toolchain.libraries.path, linker: toolchain.linker)
        linker.emulation = toolchain.target.linkerEmulation
        // The driver has the program's `main`; the archive's, which wants one module, stays out.
        linker.entrySymbol = "main"
        linker.objects = ([toolchain.driver, table] + objects).map(\.path)
        try await linker.link(to: program.path)
        return program
    }

    private func compileModules(_ plan: Plan, in folder: URL) throws -> [URL] {
        let machine = try options.processor.machine(options.level)
        var types = TypeRegistry()
        let codeGen = CodeGenOptions(level: options.level, processor: options.processor)
        let usesTailCalls = plan.instances.contains { $0.module.module.usesTailCalls }
        return try plan.instances.flatMap { instance -> [URL] in
            var lowering = loweringOptions(for: instance)
            lowering.usesTailCalls = usesTailCalls
            let lowered = lower(instance.module, lowering, types: &types, target: machine)
            let objects = try generate(
                lowered.unit, SourceFunctions(instance.module.module), codeGen)
            return try (objects.code + [objects.trace]).enumerated().map { number, contents in
                let object = folder.appending(path: "m\(instance.number).\(number).o")
                try Data(contents).write(to: object)
                return object
            }
        }
    }

    private func loweringOptions(for instance: PlannedInstance) -> LoweringOptions {
        var lowering = LoweringOptions()
        lowering.symbolPrefix = prefix(instance.number)
        lowering.firstMemorySlot = instance.firstMemorySlot
        lowering.imports = instance.imports.map(binding)
        lowering.isLinkable = true
        lowering.strictTraps = options.strictTraps
        lowering.memoryBase = options.memoryBase
        return lowering
    }

    private func prefix(_ instance: Int) -> String { "m\(instance)" }

    private func binding(_ entity: Entity) -> ImportBinding {
        let symbol = symbol(entity)
        return switch entity.kind {
        case .function: .function(symbol: symbol)
        case .table: .table(symbol: symbol)
        case .memory: .memory(symbol: symbol, slot: entity.memorySlot ?? 0)
        case .global: .global(symbol: symbol)
        case .tag: preconditionFailure("no module with tags gets here")
        }
    }

    private func symbol(_ entity: Entity) -> String {
        let names = SymbolNames(prefix: prefix(entity.instance))
        return switch entity.kind {
        case .function: names.function(entity.index)
        case .table: names.table(entity.index)
        case .memory: names.memory(entity.index)
        case .global: names.global(entity.index)
        case .tag: preconditionFailure("no module with tags gets here")
        }
    }

    /// The C file that driver/script.h describes.
    func moduleTable(_ plan: Plan) -> String {
        let modules = plan.instances.map { SymbolNames(prefix: prefix($0.number)).descriptor }
        let watched = plan.watched.enumerated().map { ("watched\($0.offset)", symbol($0.element)) }
        let lines =
            ["#include \"script.h\""]
            + modules.map { "extern const struct rt_module \($0);" }
            + watched.map { "extern const uint64_t \($0.0) __asm__(\"\($0.1)\");" }
            + ["const struct rt_module *const script_modules[] = {"]
            + modules.map { "    &\($0)," }
            + ["};", "const uint32_t script_module_count = \(modules.count);"]
            + ["const uint64_t *const script_watched[] = {"]
            + watched.map { "    &\($0.0)," }
            + ["    0,", "};", "const uint32_t script_watched_count = \(watched.count);", ""]
        return lines.joined(separator: "\n")
    }
}
