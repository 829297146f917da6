internal import WasmModel
package import WasmValidator

/// Walks a script once, before anything runs: checks modules, links them, and notes what to ask
/// the running program. Instance 0 is the module `spectest`.
package struct Planner {
    private(set) var plan = Plan()
    /// The bytes of a module file; nil when it cannot be read.
    let read: (String) -> [UInt8]?

    private var exportsOf: [[Name: ExportedEntity]] = []
    private var registered: [Name: [Name: ExportedEntity]] = [:]
    private var instanceNames: [String: Int] = [:]
    private var latestInstance: Int?
    private var definitions: [String: ValidatedModule] = [:]
    private var latestDefinition: ValidatedModule?
    private var memoryCount = 0

    package static func plan(
        _ script: Script, spectest: ValidatedModule, read: @escaping (String) -> [UInt8]?
    ) -> Plan {
        var planner = Planner(read: read)
        planner.addSpectest(spectest)
        for command in script.commands {
            let check = planner.check(command.directive)
            guard let check else { continue }
            planner.plan.steps.append(
                Step(line: command.line, kind: command.directive.kind, check: check))
        }
        return planner.plan
    }

    private init(read: @escaping (String) -> [UInt8]?) { self.read = read }

    private mutating func addSpectest(_ module: ValidatedModule) {
        _ = instantiate(module, ResolvedImports())
        registered[Name("spectest")] = exportsOf[0]
        plan.steps.append(
            Step(
                line: 0, kind: .module,
                check: .run([
                    RunCheck(.instantiate(instance: 0), .completes)
                ])))
    }

    /// nil for what cannot fail and is no test by itself.
    private mutating func check(_ directive: Directive) -> Step.Check? {
        switch directive {
        case .module(let name, let file): return checkInstance(of: file, name: name)
        case .moduleDefinition(let name, let file): return define(file, name: name)
        case .moduleInstance(let name, let definition):
            guard let module = definition.map({ definitions[$0] }) ?? latestDefinition else {
                return failure("no definition \(definition ?? "")")
            }
            return checkInstance(of: module, name: name)
        case .register(let name, let registeredName):
            guard let instance = instance(name) else { return failure("nothing to register") }
            registered[Name(registeredName)] = exportsOf[instance]
            return nil
        case .action(let action): return run(action, .completes)
        case .assertReturn(let action, let results): return run(action, .results(results))
        case .assertTrap(let action, let text), .assertExhaustion(let action, let text):
            return run(action, .trap(text))
        case .assertException: return failure("exceptions are not supported")
        case .assertMalformed(let file, let text), .assertInvalid(let file, let text):
            return checkRejected(file, text)
        case .assertUnlinkable(let file, let text): return checkUnlinkable(file, text)
        case .assertUninstantiable(let file, let text):
            return checkUninstantiable(file, text)
        }
    }

    private func failure(_ message: String) -> Step.Check { .settled(.failed(message)) }

    private func instance(_ name: String?) -> Int? {
        name.map { instanceNames[$0] } ?? latestInstance
    }
}

// MARK: - Modules

extension Planner {
    /// The module of a file, or what the step comes to without it.
    private enum Loaded {
        case module(ValidatedModule)
        case rejected(Rejection)
        case unreadable(Outcome)
    }

    private func load(_ file: ModuleFile) -> Loaded {
        guard case .binary(let name) = file else { return .unreadable(.notApplicable) }
        guard let bytes = read(name) else { return .unreadable(.failed("cannot read \(name)")) }
        do throws(Rejection) {
            return .module(try checkModule(bytes))
        } catch {
            return .rejected(error)
        }
    }

    private mutating func define(_ file: ModuleFile, name: String?) -> Step.Check {
        latestDefinition = nil
        switch load(file) {
        case .unreadable(let outcome): return .settled(outcome)
        case .rejected(let rejection): return failure("refused: \(rejection.description)")
        case .module(let module):
            latestDefinition = module
            if let name { definitions[name] = module }
            return .settled(.passed)
        }
    }

    private mutating func checkInstance(of file: ModuleFile, name: String?) -> Step.Check {
        // A module that fails leaves no instance, so that what follows does not test another.
        latestInstance = nil
        if let name { instanceNames[name] = nil }
        switch load(file) {
        case .unreadable(let outcome): return .settled(outcome)
        case .rejected(let rejection): return failure("refused: \(rejection.description)")
        case .module(let module):
            latestDefinition = module
            if let name { definitions[name] = module }
            return checkInstance(of: module, name: name)
        }
    }

    private mutating func checkInstance(of module: ValidatedModule, name: String?) -> Step.Check {
        do throws(LinkFailure) {
            let resolved = try resolveImports(of: module.module, in: registered)
            let growths = sizeChecks(resolved) { .atLeast($0) }
            let number = instantiate(module, resolved)
            latestInstance = number
            if let name { instanceNames[name] = number }
            return .run(growths + [RunCheck(.instantiate(instance: number), .completes)])
        } catch {
            return failure("does not link: \(error)")
        }
    }

    /// Adds an instance to the program; returns its number.
    private mutating func instantiate(_ module: ValidatedModule, _ resolved: ResolvedImports)
        -> Int
    {
        let number = plan.instances.count
        plan.instances.append(
            PlannedInstance(
                number: number, module: module, imports: resolved.entities,
                firstMemorySlot: memoryCount))
        exportsOf.append(
            exports(
                of: module.module, instance: number, imports: resolved.entities,
                firstMemorySlot: memoryCount))
        memoryCount += module.module.memories.count
        return number
    }

    private mutating func sizeChecks(
        _ resolved: ResolvedImports, _ expectation: (UInt64) -> Expectation
    ) -> [RunCheck] {
        resolved.growths.map { growth in
            RunCheck(peek(growth.entity), expectation(growth.size))
        }
    }

    private func checkRejected(_ file: ModuleFile, _ text: String) -> Step.Check {
        switch load(file) {
        case .unreadable(let outcome): return .settled(outcome)
        case .module: return failure("accepted, expected '\(text)'")
        case .rejected(let rejection):
            return specTextsAgree(text, rejection.specText)
                ? .settled(.passed)
                : failure("expected '\(text)', got \(rejection.description)")
        }
    }

    private mutating func checkUnlinkable(_ file: ModuleFile, _ text: String) -> Step.Check {
        switch load(file) {
        case .unreadable(let outcome): return .settled(outcome)
        case .rejected(let rejection): return failure("refused: \(rejection.description)")
        case .module(let module):
            do throws(LinkFailure) {
                let resolved = try resolveImports(of: module.module, in: registered)
                let checks = sizeChecks(resolved) { .below($0) }
                return checks.isEmpty ? failure("it links, expected '\(text)'") : .run(checks)
            } catch {
                return specTextsAgree(text, error.specText)
                    ? .settled(.passed) : failure("expected '\(text)', got '\(error.specText)'")
            }
        }
    }

    /// Such an instance stays in the program: it may have left traces in what it imports.
    private mutating func checkUninstantiable(_ file: ModuleFile, _ text: String) -> Step.Check {
        switch load(file) {
        case .unreadable(let outcome): return .settled(outcome)
        case .rejected(let rejection): return failure("refused: \(rejection.description)")
        case .module(let module):
            do throws(LinkFailure) {
                let resolved = try resolveImports(of: module.module, in: registered)
                let number = instantiate(module, resolved)
                return .run([RunCheck(.instantiate(instance: number), .trap(text))])
            } catch {
                return failure("does not link: \(error)")
            }
        }
    }
}

// MARK: - Actions

extension Planner {
    private mutating func run(_ action: Action, _ expectation: Expectation) -> Step.Check {
        guard let number = instance(action.module) else {
            return failure("no instance to run '\(action.field)' on")
        }
        switch action.kind {
        case .get:
            guard let export = exportsOf[number][Name(action.field)], export.entity.kind == .global
            else { return failure("no global '\(action.field)'") }
            return .run([RunCheck(peek(export.entity, count: export.type.wordCount), expectation)])
        case .invoke(let arguments):
            let functions = plan.instances[number].module.module.exports.filter {
                $0.kind == .function
            }
            let name = Name(action.field)
            guard let place = functions.firstIndex(where: { Name($0.name) == name }) else {
                return failure("no function '\(action.field)'")
            }
            if let unsupported = unsupportedType(arguments, expectation) {
                return failure("values of type \(unsupported) are not supported")
            }
            let command = ProgramCommand.invoke(
                instance: number, function: place, slots: arguments.flatMap(\.slots))
            return .run([RunCheck(command, expectation)])
        }
    }

    private func unsupportedType(_ arguments: [ActionArgument], _ expectation: Expectation)
        -> String?
    {
        for case .unsupported(let type) in arguments { return type }
        guard case .results(let results) = expectation else { return nil }
        for case .unsupported(let type) in results { return type }
        return nil
    }

    private mutating func peek(_ entity: Entity, count: Int = 1) -> ProgramCommand {
        let place = plan.watched.firstIndex(of: entity) ?? plan.watched.count
        if place == plan.watched.count { plan.watched.append(entity) }
        // `struct rt_memory` and `struct rt_table` have the size second.
        return .peek(watched: place, word: entity.kind == .global ? 0 : 1, count: count)
    }
}

extension ExternalType {
    /// The 64-bit words of a global.
    fileprivate var wordCount: Int {
        if case .global(let type) = self, type.value == .v128 { 2 } else { 1 }
    }
}
