internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// How guest functions call each other: one rule for bodies, tables, invokers, host wrappers and
/// the other modules of the program.
///
/// A program without tail calls uses the C convention. In one with tail calls, every guest function
/// has LLVM's `tailcc`. That cannot return more than the registers hold, so the results beyond them
/// go through `rt_results`: the callee stores them right before it returns, the caller loads them
/// right after the call.
extension ModuleLowering {
    var convention: CallingConvention { options.usesTailCalls ? .tail : .c }

    /// A function's LLVM return type. More than one result is a struct; under the C convention LLVM
    /// passes a wide one through memory.
    func resultType(_ results: [ValueType]) -> IRType {
        let types = zip(results, areInRegisters(results)).filter(\.1).map { irType($0.0) }
        return switch types.count {
        case 0: ir.void
        case 1: types[0]
        default: ir.structure(types)
        }
    }

    /// x86-64 returns three integers and two floats or vectors; arm64 has more registers, but one
    /// rule is easier to trust.
    func areInRegisters(_ results: [ValueType]) -> [Bool] {
        guard options.usesTailCalls else { return results.map { _ in true } }
        var free = (integers: 3, vectors: 2)
        return results.map { type in
            switch type {
            case .i32, .i64, .reference:
                free.integers -= 1
                return free.integers >= 0
            case .f32, .f64, .v128:
                free.vectors -= 1
                return free.vectors >= 0
            }
        }
    }
}

extension CodeEmitter {
    /// Ends the function with these results.
    func returnValues(_ values: [IRValue], _ types: [ValueType]) {
        var registers: [IRValue] = []
        for (index, isInRegister) in lowering.areInRegisters(types).enumerated() {
            if isInRegister {
                registers.append(values[index])
            } else {
                let store = builder.store(values[index], resultPlace(index), alignment: 16)
                _ = annotated(store, lowering.aliases.global)
            }
        }
        switch registers.count {
        case 0: builder.return(nil)
        case 1: builder.return(registers[0])
        default:
            builder.return(builder.aggregate(registers, lowering.resultType(types)))
        }
    }

    /// The results of a call, one value each.
    func results(of call: IRValue, _ types: [ValueType]) -> [IRValue] {
        let areInRegisters = lowering.areInRegisters(types)
        let isStruct = areInRegisters.count { $0 } > 1
        var next = 0
        return types.indices.map { index in
            guard areInRegisters[index] else { return result(index, types[index]) }
            defer { next += 1 }
            return isStruct ? builder.extract(call, next) : call
        }
    }

    private func result(_ index: Int, _ type: ValueType) -> IRValue {
        let load = builder.load(lowering.irType(type), resultPlace(index), alignment: 16)
        return annotated(load, lowering.aliases.global)
    }

    /// The runtime has room for every result a type may have, one after the other.
    private func resultPlace(_ index: Int) -> IRValue {
        let area = lowering.unit.module.declareGlobal("rt_results", ir.i8)
        return builder.offset(
            area, by: ir.i64.integer(UInt64(index) * UInt64(RT_RESULT_SIZE)))
    }
}
