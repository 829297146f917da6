internal import CLLVM

/// Appends instructions to a block. One method per instruction of the language reference that
/// lowering uses. https://llvm.org/docs/LangRef.html#instruction-reference
package struct IRBuilder: ~Copyable {
    let reference: LLVMBuilderRef
    let context: LLVMContextRef

    package init(_ context: borrowing LLVMContext) {
        self.context = context.reference
        reference = LLVMCreateBuilderInContext(context.reference)
    }

    deinit { LLVMDisposeBuilder(reference) }

    // MARK: Blocks

    package func appendBlock(_ name: String, to function: IRFunction) -> BasicBlock {
        BasicBlock(LLVMAppendBasicBlockInContext(context, function.value.reference, name))
    }

    package func position(at block: BasicBlock) {
        LLVMPositionBuilderAtEnd(reference, block.reference)
    }

    package var block: BasicBlock { BasicBlock(LLVMGetInsertBlock(reference)) }

    package func setLocation(_ location: IRMetadata?) {
        LLVMSetCurrentDebugLocation2(reference, location?.reference)
    }

    // MARK: Terminators

    package func branch(_ target: BasicBlock) { LLVMBuildBr(reference, target.reference) }

    package func branch(if condition: IRValue, _ yes: BasicBlock, else no: BasicBlock) {
        LLVMBuildCondBr(reference, condition.reference, yes.reference, no.reference)
    }

    package func `switch`(
        _ value: IRValue, _ cases: [(IRValue, BasicBlock)], default other: BasicBlock
    ) {
        let instruction = LLVMBuildSwitch(
            reference, value.reference, other.reference, UInt32(cases.count))
        for (number, target) in cases {
            LLVMAddCase(instruction, number.reference, target.reference)
        }
    }

    package func `return`(_ value: IRValue?) {
        if let value {
            LLVMBuildRet(reference, value.reference)
        } else {
            LLVMBuildRetVoid(reference)
        }
    }

    package func unreachable() { LLVMBuildUnreachable(reference) }

    // MARK: Arithmetic

    package enum Binary: Sendable {
        case add, sub, mul, udiv, sdiv, urem, srem, and, or, xor, shl, lshr, ashr
        case fadd, fsub, fmul, fdiv

        var opcode: LLVMOpcode {
            switch self {
            case .add: LLVMAdd
            case .sub: LLVMSub
            case .mul: LLVMMul
            case .udiv: LLVMUDiv
            case .sdiv: LLVMSDiv
            case .urem: LLVMURem
            case .srem: LLVMSRem
            case .and: LLVMAnd
            case .or: LLVMOr
            case .xor: LLVMXor
            case .shl: LLVMShl
            case .lshr: LLVMLShr
            case .ashr: LLVMAShr
            case .fadd: LLVMFAdd
            case .fsub: LLVMFSub
            case .fmul: LLVMFMul
            case .fdiv: LLVMFDiv
            }
        }
    }

    package func binary(_ operation: Binary, _ left: IRValue, _ right: IRValue) -> IRValue {
        IRValue(
            LLVMBuildBinOp(reference, operation.opcode, left.reference, right.reference, ""))
    }

    package func fneg(_ value: IRValue) -> IRValue {
        IRValue(LLVMBuildFNeg(reference, value.reference, ""))
    }

    package enum IntegerPredicate: Sendable {
        case eq, ne, ult, ule, ugt, uge, slt, sle, sgt, sge

        var predicate: LLVMIntPredicate {
            switch self {
            case .eq: LLVMIntEQ
            case .ne: LLVMIntNE
            case .ult: LLVMIntULT
            case .ule: LLVMIntULE
            case .ugt: LLVMIntUGT
            case .uge: LLVMIntUGE
            case .slt: LLVMIntSLT
            case .sle: LLVMIntSLE
            case .sgt: LLVMIntSGT
            case .sge: LLVMIntSGE
            }
        }
    }

    package func icmp(_ predicate: IntegerPredicate, _ left: IRValue, _ right: IRValue) -> IRValue {
        IRValue(
            LLVMBuildICmp(reference, predicate.predicate, left.reference, right.reference, ""))
    }

    package enum FloatPredicate: Sendable {
        case oeq, une, olt, ole, ogt, oge, uno

        var predicate: LLVMRealPredicate {
            switch self {
            case .oeq: LLVMRealOEQ
            case .une: LLVMRealUNE
            case .olt: LLVMRealOLT
            case .ole: LLVMRealOLE
            case .ogt: LLVMRealOGT
            case .oge: LLVMRealOGE
            case .uno: LLVMRealUNO
            }
        }
    }

    package func fcmp(_ predicate: FloatPredicate, _ left: IRValue, _ right: IRValue) -> IRValue {
        IRValue(
            LLVMBuildFCmp(reference, predicate.predicate, left.reference, right.reference, ""))
    }

    package func select(_ condition: IRValue, _ yes: IRValue, _ no: IRValue) -> IRValue {
        IRValue(
            LLVMBuildSelect(reference, condition.reference, yes.reference, no.reference, ""))
    }

    // MARK: Conversions

    package enum Cast: Sendable {
        case trunc, zext, sext, fptrunc, fpext, fptosi, fptoui, sitofp, uitofp, bitcast
        case ptrtoint, inttoptr

        var opcode: LLVMOpcode {
            switch self {
            case .trunc: LLVMTrunc
            case .zext: LLVMZExt
            case .sext: LLVMSExt
            case .fptrunc: LLVMFPTrunc
            case .fpext: LLVMFPExt
            case .fptosi: LLVMFPToSI
            case .fptoui: LLVMFPToUI
            case .sitofp: LLVMSIToFP
            case .uitofp: LLVMUIToFP
            case .bitcast: LLVMBitCast
            case .ptrtoint: LLVMPtrToInt
            case .inttoptr: LLVMIntToPtr
            }
        }
    }

    package func cast(_ operation: Cast, _ value: IRValue, to type: IRType) -> IRValue {
        IRValue(
            LLVMBuildCast(reference, operation.opcode, value.reference, type.reference, ""))
    }

    // MARK: Memory

    package func alloca(_ type: IRType) -> IRValue {
        IRValue(LLVMBuildAlloca(reference, type.reference, ""))
    }

    package func load(_ type: IRType, _ pointer: IRValue, alignment: UInt32) -> IRValue {
        let load = LLVMBuildLoad2(reference, type.reference, pointer.reference, "")
        LLVMSetAlignment(load, alignment)
        return IRValue(load)
    }

    @discardableResult
    package func store(_ value: IRValue, _ pointer: IRValue, alignment: UInt32) -> IRValue {
        let store = LLVMBuildStore(reference, value.reference, pointer.reference)
        LLVMSetAlignment(store, alignment)
        return IRValue(store)
    }

    /// An address in bytes from a pointer; no `inbounds`, for guest addresses are not objects.
    package func offset(_ pointer: IRValue, by bytes: IRValue) -> IRValue {
        element(IRType(LLVMInt8TypeInContext(context)), pointer, bytes)
    }

    package func element(_ type: IRType, _ pointer: IRValue, _ index: IRValue) -> IRValue {
        var indices = [Optional(index.reference)]
        return IRValue(
            LLVMBuildGEP2(reference, type.reference, pointer.reference, &indices, 1, ""))
    }

    // MARK: Calls and aggregates

    @discardableResult
    package func call(_ function: IRFunction, _ arguments: [IRValue]) -> IRValue {
        var references = arguments.map { Optional($0.reference) }
        let call = LLVMBuildCall2(
            reference, function.type.reference, function.value.reference, &references,
            UInt32(references.count), "")
        LLVMSetInstructionCallConv(call, function.convention.rawValue)
        return IRValue(call)
    }

    package func addAttribute(_ attribute: IRAttribute, toCall call: IRValue) {
        LLVMAddCallSiteAttribute(
            call.reference, LLVMAttributeIndex(bitPattern: -1), attribute.reference)
    }

    package func extract(_ aggregate: IRValue, _ index: Int) -> IRValue {
        IRValue(LLVMBuildExtractValue(reference, aggregate.reference, UInt32(index), ""))
    }

    /// A struct value of these members.
    package func aggregate(_ members: [IRValue], _ type: IRType) -> IRValue {
        var value = LLVMGetUndef(type.reference)
        for (index, member) in members.enumerated() {
            value = LLVMBuildInsertValue(reference, value, member.reference, UInt32(index), "")
        }
        return IRValue(value)
    }

    package func phi(_ type: IRType) -> IRValue {
        IRValue(LLVMBuildPhi(reference, type.reference, ""))
    }
}
