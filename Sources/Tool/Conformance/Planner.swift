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
    /// What is registered without an instance, and why it has none.
    private var missing: [Name: Outcome] = [:]
    private var instances = ScriptNames<Int>()
    private var definitions = ScriptNames<ValidatedModule>()
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
        let entity = Entity(instance: 0, kind: .function, index: 0)
        let unsupported = Spectest.unsupported.map { ($0, ExportedEntity(entity, .unsupported)) }
        registered[Name("spectest")] = exportsOf[0].merging(unsupported) { $1 }
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
            return checkInstance(of: definitions[definition], name: name)
        case .register(let name, let registeredName):
            return register(instances[name], as: Name(registeredName))
        case .action(let action): return run(action, .completes)
        case .assertReturn(let action, let results): return run(action, .results(results))
        case .assertTrap(let action, let text), .assertExhaustion(let action, let text):
            return run(action, .trap(text))
        case .assertException: return .settled(.unsupported("exception handling"))
        case .assertMalformed(let file, let text):
            return checkRejected(file) {
                if case .malformed = $0 { $0.agrees(text) } else { false }
            }
        case .assertInvalid(let file, let text):
            return checkRejected(file) { if case .invalid = $0 { $0.agrees(text) } else { false } }
        case .assertUnlinkable(let file, let text): return checkUnlinkable(file, text)
        case .assertUninstantiable(let file, let text):
            return checkUninstantiable(file, text)
        case .unknown(let directive): return failure("unknown directive \(directive)")
        }
    }

    private func failure(_ message: String) -> Step.Check { .settled(.failed(message)) }

    private mutating func register(_ entry: ScriptNames<Int>.Entry?, as name: Name) -> Step.Check? {
        registered[name] = nil
        missing[name] = nil
        switch entry {
        case .present(let instance):
            registered[name] = exportsOf[instance]
            return nil
        case .missing(let outcome):
            missing[name] = outcome
            return .settled(outcome.passedOn("nothing to register"))
        case nil: return failure("nothing to register")
        }
    }
}

// MARK: - Modules

extension Planner {
    /// The module of a file, or what the step comes to without it.
    private enum Loaded {
        case module(ValidatedModule)
        case rejected(Rejection, Outcome)
        case unreadable(Outcome)
    }

    private func load(_ file: ModuleFile) -> Loaded {
        guard case .binary(let name) = file else { return .unreadable(.notApplicable) }
        guard let bytes = read(name) else { return .unreadable(.failed("cannot read \(name)")) }
        do throws(Rejection) {
            return .module(try checkModule(bytes))
        } catch {
            return .rejected(error, error.outcome(of: bytes))
        }
    }

    /// The module that a step needs, or what the step comes to without it.
    private func needed(_ file: ModuleFile) -> ScriptNames<ValidatedModule>.Entry {
        switch load(file) {
        case .module(let module): .present(module)
        case .rejected(_, let outcome), .unreadable(let outcome): .missing(outcome)
        }
    }

    private mutating func define(_ file: ModuleFile, name: String?) -> Step.Check {
        let entry = needed(file)
        definitions.set(name, entry)
        if case .missing(let outcome) = entry { return .settled(outcome) }
        return .settled(.passed)
    }

    private mutating func checkInstance(of file: ModuleFile, name: String?) -> Step.Check {
        let entry = needed(file)
        definitions.set(name, entry)
        return checkInstance(of: entry, name: name)
    }

    private mutating func checkInstance(
        of entry: ScriptNames<ValidatedModule>.Entry?, name: String?
    ) -> Step.Check {
        let outcome: Outcome
        switch entry {
        case .missing(let why): outcome = why
        case nil: outcome = .failed("no such definition")
        case .present(let module):
            do throws(LinkFailure) {
                let resolved = try resolveImports(of: module.module, in: registered)
                let growths = sizeChecks(resolved) { .atLeast($0) }
                let number = instantiate(module, resolved)
                instances.set(name, .present(number))
                return .run(growths + [RunCheck(.instantiate(instance: number), .completes)])
            } catch {
                outcome = unlinkable(error)
            }
        }
        instances.set(name, .missing(outcome))
        return .settled(outcome)
    }

    private func unlinkable(_ error: LinkFailure) -> Outcome {
        (missing[Name(error.module)] ?? .passed).passedOn("does not link: \(error)")
    }

    /// Adds an instance to the program; returns its number.
    private mutating func instantiate(_ module: ValidatedModule, _ resolved: ResolvedImports)
        -> Int
    {
        let number = plan.instances.count
        plan.instances.append(
            PlannedInstance(
                number: number, module: module, imports: resolved.entities.map(\.entity),
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

    private func checkRejected(_ file: ModuleFile, _ isExpected: (Rejection) -> Bool) -> Step.Check
    {
        switch load(file) {
        case .unreadable(let outcome): .settled(outcome)
        case .module: failure("accepted")
        case .rejected(let rejection, let outcome):
            .settled(isExpected(rejection) ? .passed : outcome)
        }
    }

    private mutating func checkUnlinkable(_ file: ModuleFile, _ text: String) -> Step.Check {
        switch needed(file) {
        case .missing(let outcome): return .settled(outcome)
        case .present(let module):
            do throws(LinkFailure) {
                let resolved = try resolveImports(of: module.module, in: registered)
                let checks = sizeChecks(resolved) { .below($0) }
                return checks.isEmpty ? failure("it links, expected '\(text)'") : .runAny(checks)
            } catch {
                return specTextsAgree(text, error.specText)
                    ? .settled(.passed) : failure("expected '\(text)', got '\(error.specText)'")
            }
        }
    }

    /// Such an instance stays in the program: it may have left traces in what it imports.
    private mutating func checkUninstantiable(_ file: ModuleFile, _ text: String) -> Step.Check {
        switch needed(file) {
        case .missing(let outcome): return .settled(outcome)
        case .present(let module):
            do throws(LinkFailure) {
                let resolved = try resolveImports(of: module.module, in: registered)
                let growths = sizeChecks(resolved) { .atLeast($0) }
                let number = instantiate(module, resolved)
                return .run(growths + [RunCheck(.instantiate(instance: number), .trap(text))])
            } catch {
                return .settled(unlinkable(error))
            }
        }
    }
}

// MARK: - Actions

extension Planner {
    private mutating func run(_ action: Action, _ expectation: Expectation) -> Step.Check {
        let number: Int
        switch instances[action.module] {
        case .present(let instance): number = instance
        case .missing(let outcome):
            return .settled(outcome.passedOn("no instance to run '\(action.field)' on"))
        case nil: return failure("no instance to run '\(action.field)' on")
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
                return .settled(.unsupported("values of type \(unsupported)"))
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
