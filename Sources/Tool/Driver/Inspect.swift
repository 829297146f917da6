internal import Diagnostics
internal import NativeLinker
internal import WasmDecoder
internal import WasmLowering
internal import WasmModel
internal import WasmValidator

/// How `asml inspect` answers.
package struct InspectOptions: Sendable {
    package var asJSON = false
    /// Every row, however many.
    package var showsAll = false

    package init() {}
}

/// Prints what a module holds, needs and lacks to standard output.
///
/// - Returns: whether it is a valid module that can be decoded; what could be is printed anyway.
package func inspect(_ input: String, _ options: InspectOptions) async throws -> Bool {
    let report = InspectReport(try await ModuleSource(Files.read(input), named: input))
    if options.asJSON {
        try JSONText.print(report)
    } else {
        let text = InspectText(report, showsAll: options.showsAll)
        try Console.print(text.render(color: Console.isTerminal(1)))
    }
    return report.errors.isEmpty
}

extension InspectReport {
    init(_ source: ModuleSource) {
        let survey = surveyModule(source.bytes)
        let module = survey.module
        self.init(file: source.path, size: source.bytes.count, functions: Functions(survey))
        let names = Dictionary(
            module.customSections.map { ($0.range.upperBound, $0.name) },
            uniquingKeysWith: { first, _ in first })
        sections = survey.sections.map { Section($0, customName: names[$0.payload.upperBound]) }
        describeDeclarations(module)
        describeSegments(module)
        readCustomSections(module)
        let uses = FeatureScan(module).uses
        features = Feature.allCases.compactMap { feature in
            uses[feature].map {
                FeatureUse(
                    name: feature.rawValue, version: feature.version, count: $0.count,
                    offset: $0.offset)
            }
        }
        findErrors(survey, source)
        if errors.isEmpty { version = features.map(\.version).max() ?? 1 }
        runtimes = RuntimeKind.allCases.map { Runtime($0, module, source, errors) }
    }

    private mutating func findErrors(_ survey: ModuleSurvey, _ source: ModuleSource) {
        if let error = survey.error {
            unsupported = error.proposal(in: survey.module.bytes)
            errors = [Problem(Diagnostic(error, in: source))]
            return
        }
        do {
            _ = try validate(survey.module)
        } catch {
            errors = error.all.map { Problem(Diagnostic($0, in: source)) }
        }
    }
}

extension InspectReport.Runtime {
    /// What `asml compile` would find.
    fileprivate init(
        _ runtime: RuntimeKind, _ module: Module, _ source: ModuleSource,
        _ errors: [InspectReport.Problem]
    ) {
        name = runtime.rawValue
        problems = errors.isEmpty ? Self.problems(runtime, module, source) : Array(errors.prefix(1))
        compiles = problems.isEmpty
        entries = Self.entries(runtime, module)
    }

    private static func problems(
        _ runtime: RuntimeKind, _ module: Module, _ source: ModuleSource
    )
        -> [InspectReport.Problem]
    {
        let offered = runtime.imports
        var problems: [InspectReport.Problem] = []
        for item in module.imports {
            do throws(ImportError) {
                _ = try runtime.symbol(for: item, in: module, offered, \.letters)
            } catch {
                problems.append(.init(Diagnostic(error, in: source, runtime)))
            }
        }
        do {
            try checkEntry(module, source.path, runtime)
        } catch {
            problems.append(.init(error))
        }
        return problems
    }

    private static func entries(_ runtime: RuntimeKind, _ module: Module) -> [String] {
        let types = module.functionTypes
        return module.exports.filter { export in
            guard export.kind == .function, export.index < types.count else { return false }
            let letters = module.functionType(at: types[Int(export.index)])?.letters
            let isHandler = letters == ":i" && !isInternal(export.name)
            return export.name == "_start" || (runtime == .lambda && isHandler)
        }.map(\.name)
    }

    /// Functions that tools export for one another, as the Asml ABI's buffers are.
    private static func isInternal(_ name: String) -> Bool { name.hasPrefix("__") }
}

extension InspectReport.Problem {
    init(_ diagnostic: Diagnostic) {
        self.init(message: diagnostic.message, notes: diagnostic.notes)
        if case .byte(_, let offset) = diagnostic.place { self.offset = offset }
    }
}

extension InspectReport.Section {
    fileprivate init(_ section: ModuleSurvey.Section, customName: String?) {
        name = ModuleSurvey.name(ofSection: section.id)
        self.customName = customName
        offset = section.offset
        // With its number and its size.
        size = section.payload.upperBound - section.offset
        error = section.error.map {
            InspectReport.Problem(message: $0.message, offset: $0.offset)
        }
    }
}
