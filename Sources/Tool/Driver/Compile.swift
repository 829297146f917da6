internal import CodeGen
internal import Diagnostics
internal import LLVMKit
internal import NativeLinker
internal import WasmLowering
internal import WasmModel
internal import WasmValidator

/// Module file to executable, object or text; nothing is left at `output` unless all of it worked.
///
/// - Parameter output: "-" is standard output, for text.
package func compile(_ input: String, to output: String, _ options: CompileOptions) async throws {
    let steps = Steps()
    defer { steps.finish() }
    do {
        steps.begin("reading")
        let source = try await ModuleSource(Files.read(input), named: input)
        let summary = try await compile(source, to: output, options, steps)
        if options.saysTimes { Console.complain(summary.table) }
        if options.answersJSON { try JSONText.print(summary.report) }
    } catch let diagnostic as Diagnostic {
        if options.answersJSON { try JSONText.print(diagnostic) }
        throw diagnostic
    }
}

@discardableResult
func compile(
    _ source: ModuleSource, to output: String, _ options: CompileOptions, _ steps: Steps = Steps()
) async throws -> CompileSummary {
    defer { steps.finish() }
    let toolchain = options.output.text == nil ? try Toolchain(for: options.architecture) : nil
    steps.begin("validating")
    let compilation = try Compilation(source, to: output, options)
    try compilation.checkOutputs()
    if let kind = options.output.text {
        try await Files.put(try compilation.text(kind, steps.begin), at: output)
    } else if let toolchain {
        let objects = try compilation.objects(steps.begin)
        steps.begin("linking")
        try await compilation.link(objects, toolchain)
    }
    steps.finish()
    return CompileSummary(
        options: options, input: source.path, inputSize: source.bytes.count,
        functionCount: compilation.validated.module.functions.count,
        outputs: compilation.outputs, outputSize: Files.size(of: output), steps: steps.done)
}

/// One module on its way: what is known of it before code is made.
struct Compilation {
    let validated: ValidatedModule
    let source: ModuleSource
    let output: String
    let options: CompileOptions
    /// As C sees it, when it is to be linked with C.
    let interface: CInterface?
    private let imports: [ImportBinding]

    var outputs: [String] { interface == nil ? [output] : [output, headerPath] }

    /// Before all the work.
    func checkOutputs() throws(Diagnostic) {
        for path in outputs where path != Files.standardOutput {
            _ = try OutputFile(path, unlike: source.path)
        }
    }

    /// Decodes, validates and binds imports.
    init(_ source: ModuleSource, to output: String, _ options: CompileOptions) throws(Diagnostic) {
        self.source = source
        self.output = output
        self.options = options
        validated = try readModule(source)
        let module = validated.module
        let runtime = options.runtime
        if options.output == .object {
            interface = CInterface(module, file: Self.stem(output)) { name in
                runtime.imports.contains { $0.module == name }
            }
        } else {
            interface = nil
            try checkEntry(module, source.path, runtime)
        }
        imports = try bind(module, source, options, interface)
    }

    func objects(_ phase: (String) -> Void) throws(Diagnostic) -> ModuleObjects {
        try generating { () throws(LLVMError) in
            let unit = try lowered(phase)
            return try generate(
                unit, SourceFunctions(validated.module), codeGenOptions, phase: phase)
        }
    }

    func text(_ kind: CodeText, _ phase: (String) -> Void) throws(Diagnostic) -> [UInt8] {
        try generating { () throws(LLVMError) in
            let unit = try lowered(phase)
            return try generateText(unit, kind, codeGenOptions, phase: phase)
        }
    }

    private var codeGenOptions: CodeGenOptions {
        CodeGenOptions(level: options.level, processor: options.processor, store: objectStore)
    }

    private var objectStore: ObjectStore? {
        guard options.level.keepsObjects, let cache = try? Cache() else { return nil }
        cache.makeRoom()
        return cache.objects
    }

    private func lowered(_ phase: (String) -> Void) throws(LLVMError) -> LLVMUnit {
        phase("lowering")
        var lowering = LoweringOptions()
        lowering.imports = imports
        lowering.isLinkable = interface != nil
        lowering.usesTailCalls = validated.module.usesTailCalls
        lowering.strictTraps = options.strictTraps
        lowering.memoryBase = options.memoryBase
        var types = TypeRegistry()
        let machine = try options.processor.machine(options.level)
        return lower(validated, lowering, types: &types, target: machine).unit
    }

    /// What the validator let through has code; anything else is our mistake.
    private func generating<Result>(_ body: () throws(LLVMError) -> Result) throws(Diagnostic)
        -> Result
    {
        do {
            return try body()
        } catch {
            throw Diagnostic(
                .defect, at: .file(source.path), error.description,
                notes: ["this is a defect of asml, not of the module; please report it"])
        }
    }
}

private func bind(
    _ module: Module, _ source: ModuleSource, _ options: CompileOptions, _ interface: CInterface?
) throws(Diagnostic) -> [ImportBinding] {
    do {
        return try options.runtime.symbols(
            for: module, others: interface?.importNames ?? [:],
            allowsMissing: options.allowsMissingImports, letters: \.letters
        ).map { $0.map { .host(symbol: $0) } ?? .missing }
    } catch {
        throw Diagnostic(error, in: source, options.runtime)
    }
}

/// A command without `_start` has nothing to run; better said now than when it is started.
func checkEntry(_ module: Module, _ path: String, _ runtime: RuntimeKind)
    throws(Diagnostic)
{
    let functions = module.exports.filter { $0.kind == .function }.map(\.name)
    guard runtime == .command, !functions.contains("_start") else { return }
    throw Diagnostic(
        at: .file(path), "the module exports no function '_start', which a command needs",
        notes: [
            functions.isEmpty
                ? "it exports no functions" : "it exports \(functions.joined(separator: ", "))",
            "for an AWS Lambda function add --runtime lambda; for a C program, --emit obj",
        ])
}
