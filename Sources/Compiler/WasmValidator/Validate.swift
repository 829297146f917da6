package import WasmModel

/// Checks a decoded module against the specification's rules.
/// https://webassembly.github.io/spec/core/valid/modules.html
///
/// - Throws: the first mistake outside of bodies; when there is none, the first of each wrong body.
package func validate(_ module: Module) throws(ValidationErrors) -> ValidatedModule {
    let context = ModuleContext(module)
    do throws(ValidationError) {
        try ModuleValidator(module: module, context: context).validate()
    } catch {
        throw ValidationErrors(error)
    }
    let errors = bodyErrors(in: module, context)
    if let first = errors.first { throw ValidationErrors(first, Array(errors.dropFirst())) }
    return ValidatedModule(module: module)
}

/// Enough for anybody to read; each costs a look at the names.
private let maximumErrorCount = 100

private func bodyErrors(in module: Module, _ context: ModuleContext) -> [ValidationError] {
    let importCount = context.functions.count - module.functions.count
    var errors: [ValidationError] = []
    for (number, function) in module.functions.enumerated()
    where errors.count < maximumErrorCount {
        guard let type = module.functionType(at: function.type) else {
            preconditionFailure("function at \(function.offset) without a type")
        }
        var validator = FunctionValidator(context: context, function: function, type: type)
        do throws(ValidationError) {
            try validator.validate()
        } catch {
            let index = UInt32(importCount + number)
            var error = error
            error.function = index
            error.functionName = module.name(ofFunction: index)
            errors.append(error)
        }
    }
    return errors
}

extension Module {
    fileprivate func name(ofFunction index: UInt32) -> String? {
        names.functions[index]
            ?? exports.first { $0.kind == .function && $0.index == index }?.name
    }
}
