internal import CLLVM

/// Vector types, constants and instructions.
/// https://llvm.org/docs/LangRef.html#vector-operations
extension IRType {
    package func vector(_ count: Int) -> IRType {
        IRType(LLVMVectorType(reference, UInt32(count)))
    }

    private var isVector: Bool { LLVMGetTypeKind(reference) == LLVMVectorTypeKind }

    /// The lanes' type; a scalar's own.
    package var lane: IRType { isVector ? IRType(LLVMGetElementType(reference)) : self }

    /// The lanes of a vector; 1 of a scalar.
    package var laneCount: Int { isVector ? Int(LLVMGetVectorSize(reference)) : 1 }

    /// The type with as many lanes of another type.
    package func withLanes(_ lane: IRType) -> IRType {
        isVector ? lane.vector(laneCount) : lane
    }

    /// The same integer in each lane, or the integer itself.
    package func splat(_ value: UInt64) -> IRValue {
        let lane = lane.integer(value)
        return isVector ? .constantVector(Array(repeating: lane, count: laneCount)) : lane
    }

    package func splat(real value: Double) -> IRValue {
        let lane = lane.real(value)
        return isVector ? .constantVector(Array(repeating: lane, count: laneCount)) : lane
    }

    package var poison: IRValue { IRValue(LLVMGetPoison(reference)) }
}

extension IRValue {
    package static func constantVector(_ lanes: [IRValue]) -> IRValue {
        var references = lanes.map { Optional($0.reference) }
        return IRValue(LLVMConstVector(&references, UInt32(references.count)))
    }

    /// Itself, or the constant in all lanes of a constant vector; nil when they differ.
    package var splatConstant: IRValue? {
        guard type.laneCount > 1 else { return self }
        guard LLVMIsConstant(reference) != 0, let first = LLVMGetAggregateElement(reference, 0),
            (1..<type.laneCount).allSatisfy({
                LLVMGetAggregateElement(reference, UInt32($0)) == first
            })
        else { return nil }
        return IRValue(first)
    }

    /// What a bitcast started from.
    package var withoutBitcasts: IRValue {
        var value = self
        while LLVMIsABitCastInst(value.reference) != nil { value = value.operand(0) }
        return value
    }
}

extension IRBuilder {
    package func insert(_ value: IRValue, into vector: IRValue, _ lane: IRValue) -> IRValue {
        IRValue(
            LLVMBuildInsertElement(
                reference, vector.reference, value.reference, lane.reference, ""))
    }

    package func lane(_ vector: IRValue, _ lane: IRValue) -> IRValue {
        IRValue(LLVMBuildExtractElement(reference, vector.reference, lane.reference, ""))
    }

    /// The lanes with these numbers, of both vectors one after the other.
    package func shuffle(_ first: IRValue, _ second: IRValue, _ lanes: [Int]) -> IRValue {
        let i32 = IRType(LLVMInt32TypeInContext(context))
        let mask = IRValue.constantVector(lanes.map { i32.integer(UInt64($0)) })
        return IRValue(
            LLVMBuildShuffleVector(
                reference, first.reference, second.reference, mask.reference, ""))
    }
}
