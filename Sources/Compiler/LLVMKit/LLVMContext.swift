internal import CLLVM
internal import Glibc
internal import LLVMShim

/// LLVM's context: owner of types, constants and metadata. One per module, never shared.
/// https://llvm.org/docs/ProgrammersManual.html#the-llvmcontext-class
package struct LLVMContext: ~Copyable {
    let reference: LLVMContextRef

    package init() {
        LLVMRuntime.prepare()
        reference = LLVMContextCreate()
        // The default handler ends the process on an error; ours does not.
        LLVMContextSetDiagnosticHandler(reference, { _, _ in }, nil)
    }

    deinit { LLVMContextDispose(reference) }

    package var types: IRTypes { IRTypes(context: reference) }

    package func metadataString(_ text: String) -> IRMetadata {
        IRMetadata(LLVMMDStringInContext2(reference, text, text.utf8.count))
    }

    package func metadataNode(_ operands: [IRMetadata]) -> IRMetadata {
        var references = operands.map { Optional($0.reference) }
        return IRMetadata(LLVMMDNodeInContext2(reference, &references, references.count))
    }

    /// - Returns: the number of a metadata kind, e.g. "tbaa".
    package func metadataKind(_ name: String) -> UInt32 {
        LLVMGetMDKindIDInContext(reference, name, UInt32(name.utf8.count))
    }

    package func attribute(_ name: String, _ value: String = "") -> IRAttribute {
        IRAttribute(
            LLVMCreateStringAttribute(
                reference, name, UInt32(name.utf8.count), value, UInt32(value.utf8.count)))
    }

    /// - Parameter keyword: an attribute of the language reference, e.g. "nounwind".
    package func enumAttribute(_ keyword: String, _ value: UInt64 = 0) -> IRAttribute {
        let kind = LLVMGetEnumAttributeKindForName(keyword, keyword.utf8.count)
        precondition(kind != 0, "LLVM has no attribute \(keyword)")
        return IRAttribute(LLVMCreateEnumAttribute(reference, kind, value))
    }

    package func constantBytes(_ bytes: some Collection<UInt8>) -> IRValue {
        let array = Array(bytes)
        return array.withUnsafeBytes { buffer in
            IRValue(
                LLVMConstStringInContext2(
                    reference, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                    buffer.count, 1))
        }
    }

    package func constantStruct(_ members: [IRValue]) -> IRValue {
        var references = members.map { Optional($0.reference) }
        return IRValue(
            LLVMConstStructInContext(reference, &references, UInt32(references.count), 0))
    }

    package func value(of metadata: IRMetadata) -> IRValue {
        IRValue(LLVMMetadataAsValue(reference, metadata.reference))
    }

    package func metadata(of constant: IRValue) -> IRMetadata {
        IRMetadata(LLVMValueAsMetadata(constant.reference))
    }
}

/// The process-wide part of LLVM: targets and the fatal-error handler, set up once.
enum LLVMRuntime {
    static func prepare() { _ = once }

    private static let once: Void = {
        LLVMInitializeX86TargetInfo()
        LLVMInitializeX86Target()
        LLVMInitializeX86TargetMC()
        LLVMInitializeX86AsmPrinter()
        LLVMInitializeX86AsmParser()
        LLVMInitializeAArch64TargetInfo()
        LLVMInitializeAArch64Target()
        LLVMInitializeAArch64TargetMC()
        LLVMInitializeAArch64AsmPrinter()
        LLVMInitializeAArch64AsmParser()
        // A function that traps before its frame is made would hide its caller from the trap stack.
        precondition(LLVMShimKeepPrologues() != 0, "LLVM has no option for prologues")
        // LLVM would end the process with status 1 after this returns; that is our bug, so 70.
        LLVMInstallFatalErrorHandler { reason in
            LLVMRuntime.stop(reason)
        }
    }()

    private static func stop(_ reason: UnsafePointer<CChar>?) -> Never {
        let text = reason.map { String(cString: $0) } ?? "no reason given"
        let message = "asml: internal error: LLVM stopped: \(text)\n"
        _ = message.withCString { write(STDERR_FILENO, $0, message.utf8.count) }
        exit(70)
    }
}
