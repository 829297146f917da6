package import CodeGen
internal import Diagnostics
internal import LLVMKit
package import NativeLinker
internal import WasmDecoder
package import WasmLowering
internal import WasmModel
internal import WasmValidator

/// What `asml compile` and `asml run` make of a module.
package struct CompileOptions: Sendable {
    package var runtime: RuntimeKind = .command
    package var processor = Processor.baseline(.host)
    package var strictTraps = false
    package var memoryBase = LinearMemory.Base.fixed
    package var level: OptimizationLevel = .o3
    /// Folders and variables that the program has unless it is started with others.
    package var config = ProgramConfig()

    package init() {}

    package var architecture: Architecture { processor.architecture }
}

/// Module file to static executable; nothing is left at `output` unless all of it worked.
package func compile(_ input: String, to output: String, _ options: CompileOptions) async throws {
    let toolchain = try Toolchain()
    try toolchain.checkRuntime(options.architecture)
    let bytes = try Files.read(input)
    let objects = try makeObjects(bytes, input, options)
    try await link(objects, to: output, toolchain, options)
}

/// Bytes to objects: decode, validate, bind imports, lower, generate.
func makeObjects(_ bytes: [UInt8], _ path: String, _ options: CompileOptions) throws(Diagnostic)
    -> ModuleObjects
{
    let progress = Progress()
    defer { progress.finish() }
    progress.step("validating")
    let validated = try readModule(bytes, path)
    let module = validated.module
    var lowering = LoweringOptions()
    lowering.imports = try bind(module, path, options.runtime)
    lowering.usesTailCalls = module.usesTailCalls
    lowering.strictTraps = options.strictTraps
    lowering.memoryBase = options.memoryBase
    try checkEntry(module, path, options.runtime)
    do {
        let machine = try options.processor.machine(options.level)
        progress.step("lowering")
        var types = TypeRegistry()
        let lowered = lower(validated, lowering, types: &types, target: machine)
        return try generate(
            lowered.unit, names: displayNames(module), level: options.level,
            processor: options.processor, phase: progress.step)
    } catch {
        throw Diagnostic(
            at: .file(path), "internal error: \(error.description)",
            notes: ["this is a defect of asml, not of the module; please report it"])
    }
}

func readModule(_ bytes: [UInt8], _ path: String) throws(Diagnostic) -> ValidatedModule {
    let module: Module
    do {
        module = try decodeModule(bytes)
    } catch {
        throw Diagnostic(error, in: path)
    }
    do {
        return try validate(module)
    } catch {
        throw Diagnostic(error, in: path)
    }
}

private func bind(_ module: Module, _ path: String, _ runtime: RuntimeKind) throws(Diagnostic)
    -> [ImportBinding]
{
    do {
        return try runtime.symbols(for: module, letters: \.letters).map { .host(symbol: $0) }
    } catch {
        throw Diagnostic(error, in: path, runtime)
    }
}

/// A command without `_start` has nothing to run; better said now than when it is started.
private func checkEntry(_ module: Module, _ path: String, _ runtime: RuntimeKind)
    throws(Diagnostic)
{
    let functions = module.exports.filter { $0.kind == .function }.map(\.name)
    guard runtime == .command, !functions.contains("_start") else { return }
    throw Diagnostic(
        at: .file(path), "the module exports no function '_start', which a command needs",
        notes: [
            functions.isEmpty
                ? "it exports no functions" : "it exports \(functions.joined(separator: ", "))",
            "for an AWS Lambda function add --runtime lambda",
        ])
}

/// What trap stacks call a function: its name, or what it is exported as.
private func displayNames(_ module: Module) -> [UInt32: String] {
    var names: [UInt32: String] = [:]
    for export in module.exports where export.kind == .function {
        names[export.index] = export.name
    }
    return names.merging(module.names.functions) { $1 }
}

private func link(
    _ objects: ModuleObjects, to output: String, _ toolchain: Toolchain,
    _ options: CompileOptions
) async throws {
    try await Files.withTemporaryFolder { folder in
        var linker = NativeLinker(
            libraryFolder: toolchain.libraryFolder(options.architecture),
            linker: toolchain.linker)
        linker.runtime = options.runtime
        linker.emulation = options.architecture.linkerEmulation
        var contents = objects.code + [objects.trace]
        if !options.config.isEmpty { contents.append(try configObject(options)) }
        for (number, contents) in contents.enumerated() {
            let path = "\(folder)/\(number).o"
            try Files.write(contents, to: path)
            linker.objects.append(path)
        }
        let ready = linker
        try await Files.replace(output) { temporary in
            do throws(LinkError) {
                try await ready.link(to: temporary)
            } catch {
                throw Diagnostic(error, output: output)
            }
        }
    }
}
