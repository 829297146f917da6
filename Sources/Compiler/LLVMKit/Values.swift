internal import CLLVM

/// References into a context: cheap to copy, valid as long as their context lives.
package struct IRValue: Hashable {
    let reference: LLVMValueRef
    init(_ reference: LLVMValueRef?) {
        guard let reference else { preconditionFailure("LLVM returned no value") }
        self.reference = reference
    }

    package var type: IRType { IRType(LLVMTypeOf(reference)) }

    package var isPromotion: Bool { instructionOpcode == LLVMFPExt }

    private var instructionOpcode: LLVMOpcode? {
        LLVMIsAInstruction(reference) == nil ? nil : LLVMGetInstructionOpcode(reference)
    }

    package func makeVolatile() { LLVMSetVolatile(reference, 1) }

    /// What an instruction makes its value of: its first operands, or what may arrive at a phi.
    /// Empty for anything else, and for loads and calls, which have effects of their own.
    /// Intrinsics that have a value are no calls.
    package func sources(atMost limit: Int) -> [IRValue] {
        guard let opcode = instructionOpcode, opcode != LLVMLoad,
            opcode != LLVMCall || LLVMGetIntrinsicID(LLVMGetCalledValue(reference)) != 0
        else { return [] }
        return (0..<min(Int(LLVMGetNumOperands(reference)), limit)).map(operand)
    }

    package func operand(_ index: Int) -> IRValue {
        IRValue(LLVMGetOperand(reference, UInt32(index)))
    }

    /// The value of a floating-point constant, which all lanes of a vector have; nil for anything
    /// else.
    package var floatConstant: Double? {
        guard let scalar = splatConstant, LLVMIsAConstantFP(scalar.reference) != nil else {
            return nil
        }
        var inexact: LLVMBool = 0
        return LLVMConstRealGetDouble(scalar.reference, &inexact)
    }

    // MARK: Constant expressions

    /// This constant pointer's address as an integer minus another's.
    package func distance(from other: IRValue, _ i64: IRType) -> IRValue {
        IRValue(
            LLVMConstSub(
                LLVMConstPtrToInt(reference, i64.reference),
                LLVMConstPtrToInt(other.reference, i64.reference)))
    }

    package func truncated(to type: IRType) -> IRValue {
        IRValue(LLVMConstTrunc(reference, type.reference))
    }

    package func plus(_ other: IRValue) -> IRValue {
        IRValue(LLVMConstAdd(reference, other.reference))
    }

    package func bitcast(to type: IRType) -> IRValue {
        IRValue(LLVMConstBitCast(reference, type.reference))
    }

    package func pointer(_ type: IRType) -> IRValue {
        IRValue(LLVMConstIntToPtr(reference, type.reference))
    }

    // MARK: Annotations

    package func metadata(kind: UInt32) -> IRValue? {
        guard LLVMIsAInstruction(reference) != nil, LLVMHasMetadata(reference) != 0,
            let metadata = LLVMGetMetadata(reference, kind)
        else { return nil }
        return IRValue(metadata)
    }

    package func setMetadata(kind: UInt32, _ value: IRValue) {
        LLVMSetMetadata(reference, kind, value.reference)
    }

    package func addIncoming(_ value: IRValue, from block: BasicBlock) {
        var values = [Optional(value.reference)]
        var blocks = [Optional(block.reference)]
        LLVMAddIncoming(reference, &values, &blocks, 1)
    }
}

package struct IRType: Hashable {
    let reference: LLVMTypeRef
    init(_ reference: LLVMTypeRef?) {
        guard let reference else { preconditionFailure("LLVM returned no type") }
        self.reference = reference
    }

    package func integer(_ value: UInt64) -> IRValue {
        IRValue(LLVMConstInt(reference, value, 0))
    }
    package func integer(_ value: Int64) -> IRValue {
        IRValue(LLVMConstInt(reference, UInt64(bitPattern: value), 1))
    }
    package func real(_ value: Double) -> IRValue { IRValue(LLVMConstReal(reference, value)) }
    package var zero: IRValue { IRValue(LLVMConstNull(reference)) }

    package func constantArray(_ elements: [IRValue]) -> IRValue {
        var references = elements.map { Optional($0.reference) }
        return IRValue(LLVMConstArray2(reference, &references, UInt64(references.count)))
    }

    package func function(_ parameters: [IRType]) -> IRType {
        var references = parameters.map { Optional($0.reference) }
        return IRType(LLVMFunctionType(reference, &references, UInt32(references.count), 0))
    }

    /// Of a function type.
    package var parameterCount: Int { Int(LLVMCountParamTypes(reference)) }

    /// Of a function type.
    package var returnsVoid: Bool {
        LLVMGetTypeKind(LLVMGetReturnType(reference)) == LLVMVoidTypeKind
    }

    package func array(_ count: Int) -> IRType {
        IRType(LLVMArrayType2(reference, UInt64(count)))
    }
}

/// The types that lowering uses, by their names in the language reference.
package struct IRTypes {
    let context: LLVMContextRef

    package var void: IRType { IRType(LLVMVoidTypeInContext(context)) }
    package var i1: IRType { IRType(LLVMInt1TypeInContext(context)) }
    package var i8: IRType { IRType(LLVMInt8TypeInContext(context)) }
    package var i16: IRType { IRType(LLVMInt16TypeInContext(context)) }
    package var i32: IRType { IRType(LLVMInt32TypeInContext(context)) }
    package var i64: IRType { IRType(LLVMInt64TypeInContext(context)) }
    package var float: IRType { IRType(LLVMFloatTypeInContext(context)) }
    package var double: IRType { IRType(LLVMDoubleTypeInContext(context)) }
    package var pointer: IRType { IRType(LLVMPointerTypeInContext(context, 0)) }

    package func integer(_ bits: Int) -> IRType {
        IRType(LLVMIntTypeInContext(context, UInt32(bits)))
    }

    package func structure(_ members: [IRType]) -> IRType {
        var references = members.map { Optional($0.reference) }
        return IRType(
            LLVMStructTypeInContext(context, &references, UInt32(references.count), 0))
    }
}

package struct BasicBlock: Hashable {
    let reference: LLVMBasicBlockRef
    init(_ reference: LLVMBasicBlockRef?) {
        guard let reference else { preconditionFailure("LLVM returned no block") }
        self.reference = reference
    }

    package func delete() { LLVMDeleteBasicBlock(reference) }

    package func move(after other: BasicBlock) {
        LLVMMoveBasicBlockAfter(reference, other.reference)
    }
}

package struct IRMetadata: Hashable {
    let reference: LLVMMetadataRef
    init(_ reference: LLVMMetadataRef?) {
        guard let reference else { preconditionFailure("LLVM returned no metadata") }
        self.reference = reference
    }
}

package struct IRAttribute: Hashable {
    let reference: LLVMAttributeRef
    init(_ reference: LLVMAttributeRef?) {
        guard let reference else { preconditionFailure("LLVM returned no attribute") }
        self.reference = reference
    }
}

/// A function with its type, which opaque pointers no longer carry.
package struct IRFunction: Hashable {
    package let value: IRValue
    package let type: IRType
    /// Calls use the same; LLVM takes a call with another one for unreachable.
    package let convention: CallingConvention

    package init(value: IRValue, type: IRType, _ convention: CallingConvention) {
        self.value = value
        self.type = type
        self.convention = convention
    }

    package func parameter(_ index: Int) -> IRValue {
        IRValue(LLVMGetParam(value.reference, UInt32(index)))
    }

    package func add(_ attribute: IRAttribute) {
        LLVMAddAttributeAtIndex(
            value.reference, LLVMAttributeIndex(bitPattern: -1), attribute.reference)
    }

    package func setSection(_ name: String) { LLVMSetSection(value.reference, name) }
}
