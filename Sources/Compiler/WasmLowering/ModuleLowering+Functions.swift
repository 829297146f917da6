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
            hostWrapper(symbol, irType(type))
        case .function(let symbol):
            unit.module.declareFunction(symbol, irType(type), convention)
        case .table, .memory, .global:
            preconditionFailure("function import \(index) is bound to something else")
        }
    }

    /// A guest function around a C function of the runtime: it makes sure that the runtime has
    /// room on the guest's stack.
    func hostWrapper(_ symbol: String, _ type: IRType) -> IRFunction {
        if let known = hostWrappers[symbol] { return known }
        let wrapper = define(
            "\(symbols.prefix).host.\(symbol)", type, .internal, convention)
        wrapper.add(attributes.noInline)
        hostWrappers[symbol] = wrapper
        let target = unit.module.declareFunction(symbol, type)
        let code = CodeEmitter(self, wrapper)
        let frame = code.builder.cast(
            .ptrtoint,
            code.builder.call(
                unit.module.intrinsic("llvm.frameaddress", [ir.pointer]),
                [ir.i32.integer(0 as UInt64)]),
            to: ir.i64)
        let limit = code.builder.load(
            ir.i64, unit.module.declareGlobal("rt_stack_limit", ir.i64), alignment: 8)
        code.trap(if: code.builder.icmp(.ult, frame, limit), rt_trap_code_stack_overflow)
        let arguments = (0..<type.parameterCount).map(wrapper.parameter)
        let result = code.builder.call(target, arguments)
        code.builder.return(type.returnsVoid ? nil : result)
        return wrapper
    }

    /// Exports of a linkable module are visible to the other modules of its program.
    func linkage(_ kind: ExternalKind, _ index: Int) -> Linkage {
        guard options.isLinkable else { return .internal }
        let isExported = module.exports.contains { $0.kind == kind && $0.index == index }
        return isExported ? .program : .internal
    }
}
