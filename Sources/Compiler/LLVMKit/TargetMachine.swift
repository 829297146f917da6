internal import CLLVM
internal import LLVMShim

/// A target triple with a CPU: knows the data layout and makes machine code.
package struct TargetMachine: ~Copyable {
    package enum Effort: Sendable {
        /// `less` selects instructions one by one, which is several times faster.
        case none, less, standard, aggressive
    }

    let reference: LLVMTargetMachineRef
    package let triple: String
    package let cpu: String
    /// What the CPU's name alone does not say: "+avx2,-bmi".
    package let features: String

    package init(triple: String, cpu: String, features: String = "", effort: Effort)
        throws(LLVMError)
    {
        LLVMRuntime.prepare()
        var target: LLVMTargetRef?
        var message: UnsafeMutablePointer<CChar>?
        if LLVMGetTargetFromTriple(triple, &target, &message) != 0 {
            defer { if let message { LLVMDisposeMessage(message) } }
            throw LLVMError(message.map { String(cString: $0) } ?? "unknown target \(triple)")
        }
        let level: LLVMCodeGenOptLevel =
            switch effort {
            case .none: LLVMCodeGenLevelNone
            case .less: LLVMCodeGenLevelLess
            case .standard: LLVMCodeGenLevelDefault
            case .aggressive: LLVMCodeGenLevelAggressive
            }
        guard
            let machine = LLVMCreateTargetMachine(
                target, triple, cpu, features, level, LLVMRelocPIC, LLVMCodeModelSmall)
        else { throw LLVMError("no code generator for \(triple)") }
        if effort == .less { LLVMShimSetFastISel(machine, 1) }
        reference = machine
        self.triple = triple
        self.cpu = cpu
        self.features = features
    }

    deinit { LLVMDisposeTargetMachine(reference) }

    /// Whether code may use what LLVM calls by this name, e.g. "ssse3".
    package func has(_ feature: String) -> Bool {
        LLVMShimMachineHas(reference, "+\(feature)") != 0
    }

    package enum Output: Sendable {
        case assembly, object
    }

    package func emit(_ module: borrowing LLVMModule, _ output: Output) throws(LLVMError)
        -> [UInt8]
    {
        var message: UnsafeMutablePointer<CChar>?
        var buffer: LLVMMemoryBufferRef?
        let kind = output == .object ? LLVMObjectFile : LLVMAssemblyFile
        LLVMShimSplitLongBlocks(module.reference)
        if LLVMTargetMachineEmitToMemoryBuffer(
            reference, module.reference, kind, &message, &buffer) != 0
        {
            defer { if let message { LLVMDisposeMessage(message) } }
            throw LLVMError(message.map { String(cString: $0) } ?? "cannot emit machine code")
        }
        defer { LLVMDisposeMemoryBuffer(buffer) }
        return Array(
            UnsafeRawBufferPointer(
                start: LLVMGetBufferStart(buffer), count: LLVMGetBufferSize(buffer)))
    }
}
