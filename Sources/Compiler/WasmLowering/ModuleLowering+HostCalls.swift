internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Guest functions around C functions of the runtime, or of the program that a module is embedded
/// in: they make sure that the callee has room on the guest's stack.
extension ModuleLowering {
    func hostWrapper(_ symbol: String, _ type: IRType) -> IRFunction {
        wrapper(symbol, type) { code, wrapper in
            let target = self.unit.module.declareFunction(symbol, type)
            let arguments = (0..<type.parameterCount).map(wrapper.parameter)
            let result = code.builder.call(target, arguments)
            code.builder.return(type.returnsVoid ? nil : result)
        }
    }

    /// A C function has one result at most: one with more gets a pointer to each of them behind its
    /// arguments, and returns nothing.
    func hostWrapper(_ symbol: String, _ type: FunctionType) -> IRFunction {
        let results = type.results.map(irType)
        guard results.count > 1 else { return hostWrapper(symbol, irType(type)) }
        let parameters = type.parameters.map(irType)
        let pointers = results.map { _ in ir.pointer }
        return wrapper(symbol, irType(type)) { code, wrapper in
            let target = self.unit.module.declareFunction(
                symbol, self.ir.void.function(parameters + pointers))
            let places = results.map { code.builder.alloca($0) }
            _ = code.builder.call(target, parameters.indices.map(wrapper.parameter) + places)
            let values = zip(results, places).map { type, place in
                code.builder.load(type, place, alignment: 8)
            }
            code.returnValues(values, type.results)
        }
    }

    /// What stands for an import that nothing provides.
    func missingFunction(_ index: Int, _ type: FunctionType) -> IRFunction {
        let function = define(
            "\(symbols.prefix).missing.\(index)", irType(type), .internal, convention)
        function.add(attributes.noInline)
        CodeEmitter(self, function).trap(rt_trap_code_unreachable)
        return function
    }

    private func wrapper(
        _ symbol: String, _ type: IRType, _ body: (CodeEmitter, IRFunction) -> Void
    ) -> IRFunction {
        if let known = hostWrappers[symbol] { return known }
        let wrapper = define(
            "\(symbols.prefix).host.\(symbol)", type, .internal, convention)
        wrapper.add(attributes.noInline)
        hostWrappers[symbol] = wrapper
        let code = CodeEmitter(self, wrapper)
        trapWithoutRoom(code)
        body(code, wrapper)
        return wrapper
    }

    private func trapWithoutRoom(_ code: CodeEmitter) {
        let frame = code.builder.cast(
            .ptrtoint,
            code.builder.call(
                unit.module.intrinsic("llvm.frameaddress", [ir.pointer]),
                [ir.i32.integer(0 as UInt64)]),
            to: ir.i64)
        let limit = code.builder.load(
            ir.i64, unit.module.declareGlobal("rt_stack_limit", ir.i64), alignment: 8)
        code.trap(if: code.builder.icmp(.ult, frame, limit), rt_trap_code_stack_overflow)
    }
}
