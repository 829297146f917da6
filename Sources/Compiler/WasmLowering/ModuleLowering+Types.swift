internal import LLVMKit
internal import WasmModel

/// Value and function types in LLVM. A reference is a 64-bit integer (rt_module.h).
extension ModuleLowering {
    func irType(_ type: ValueType) -> IRType {
        switch type {
        case .i32: ir.i32
        case .i64, .reference: ir.i64
        case .f32: ir.float
        case .f64: ir.double
        case .v128: preconditionFailure("v128 is not decoded")
        }
    }

    func irType(_ type: FunctionType) -> IRType {
        resultType(type.results).function(type.parameters.map(irType))
    }
}
