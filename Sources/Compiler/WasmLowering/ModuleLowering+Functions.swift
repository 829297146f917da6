internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Declarations of functions, imported and defined, and the bodies of the latter.
extension ModuleLowering {
    func declareFunctions() {
        var index = 0
        for (position, item) in module.imports.enumerated() {
            guard case .function(let typeIndex) = item.kind else { continue }
            let type = functionType(typeIndex)
            functions.append(handle(imported(options.imports[position], index, type), type))
            index += 1
        }
        for function in module.functions {
            let type = functionType(function.type)
            functions.append(
                handle(define(symbols.function(index), type, linkage(.function, index)), type))
            index += 1
        }
    }

    func lowerBodies() {
        let imported = functions.count - module.functions.count
        for (number, function) in module.functions.enumerated() {
            FunctionLowering(self, function, index: imported + number).lower()
        }
    }

    func functionType(_ index: TypeIndex) -> FunctionType {
        guard let type = module.functionType(at: index) else {
            preconditionFailure("type \(index) of a valid module is no function type")
        }
        return type
    }

    private func handle(_ function: IRFunction, _ type: FunctionType) -> FunctionHandle {
        FunctionHandle(function: function, type: type, typeID: types.id(of: type))
    }

    /// A wasm function.
    private func define(_ name: String, _ type: FunctionType, _ linkage: Linkage) -> IRFunction {
        define(name, irType(type), linkage, convention)
    }

    /// A function of the guest's text section with the common attributes.
    func define(
        _ name: String, _ type: IRType, _ linkage: Linkage, _ convention: CallingConvention = .c
    ) -> IRFunction {
        let function = unit.module.addFunction(name, type, linkage, convention)
        function.setSection(Section.text)
        attributes.common.forEach(function.add)
        return function
    }

    private func imported(_ binding: ImportBinding, _ index: Int, _ type: FunctionType)
        -> IRFunction
    {
        switch binding {
        case .host(let symbol):
            hostWrapper(symbol, type)
        case .missing:
            missingFunction(index, type)
        case .function(let symbol):
            unit.module.declareFunction(symbol, irType(type), convention)
        case .table, .memory, .global:
            preconditionFailure("function import \(index) is bound to something else")
        }
    }

    /// Exports of a linkable module are visible to the other modules of its program.
    func linkage(_ kind: ExternalKind, _ index: Int) -> Linkage {
        guard options.isLinkable else { return .internal }
        let isExported = module.exports.contains { $0.kind == kind && $0.index == index }
        return isExported ? .program : .internal
    }
}
