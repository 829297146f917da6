internal import CLLVM
internal import LLVMShim

/// One LLVM module: functions and globals of one object file.
package struct LLVMModule: ~Copyable {
    let reference: LLVMModuleRef
    let context: LLVMContextRef

    /// The context must outlive the module; `LLVMUnit` keeps the two together.
    init(name: String, context: borrowing LLVMContext) {
        self.context = context.reference
        reference = LLVMModuleCreateWithNameInContext(name, context.reference)
    }

    init(bitcode: [UInt8], context: borrowing LLVMContext) throws(LLVMError) {
        self.context = context.reference
        let buffer = bitcode.withUnsafeBytes {
            LLVMCreateMemoryBufferWithMemoryRangeCopy(
                $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, "part")
        }
        defer { LLVMDisposeMemoryBuffer(buffer) }
        var module: LLVMModuleRef?
        guard LLVMParseBitcodeInContext2(context.reference, buffer, &module) == 0, let module
        else { throw LLVMError("unreadable bitcode") }
        reference = module
    }

    deinit { LLVMDisposeModule(reference) }

    /// Triple and data layout; both must be set before any code is built.
    package func setTarget(_ machine: borrowing TargetMachine) {
        LLVMSetTarget(reference, machine.triple)
        let layout = LLVMCreateTargetDataLayout(machine.reference)
        LLVMSetModuleDataLayout(reference, layout)
        LLVMDisposeTargetData(layout)
    }

    package func addFunction(
        _ name: String, _ type: IRType, _ linkage: Linkage, _ convention: CallingConvention = .c
    ) -> IRFunction {
        let value = LLVMAddFunction(reference, name, type.reference)
        linkage.apply(to: value)
        LLVMSetFunctionCallConv(value, convention.rawValue)
        return IRFunction(value: IRValue(value), type: type, convention)
    }

    /// A function of another object: one declaration, however often it is asked for.
    package func declareFunction(
        _ name: String, _ type: IRType, _ convention: CallingConvention = .c
    ) -> IRFunction {
        function(name) ?? addFunction(name, type, .program, convention)
    }

    /// A global of another object.
    package func declareGlobal(_ name: String, _ type: IRType) -> IRValue {
        global(name) ?? addGlobal(name, type, .program)
    }

    package func addGlobal(_ name: String, _ type: IRType, _ linkage: Linkage) -> IRValue {
        let value = LLVMAddGlobal(reference, type.reference, name)
        linkage.apply(to: value)
        return IRValue(value)
    }

    package func function(_ name: String) -> IRFunction? {
        guard let value = LLVMGetNamedFunction(reference, name) else { return nil }
        return IRFunction(
            value: IRValue(value), type: IRType(LLVMGlobalGetValueType(value)),
            CallingConvention(rawValue: LLVMGetFunctionCallConv(value)) ?? .c)
    }

    package func global(_ name: String) -> IRValue? {
        LLVMGetNamedGlobal(reference, name).map { IRValue($0) }
    }

    package func define(
        _ global: IRValue, _ initializer: IRValue, constant: Bool = false, section: String? = nil,
        alignment: UInt32 = 0
    ) {
        LLVMSetInitializer(global.reference, initializer.reference)
        LLVMSetGlobalConstant(global.reference, constant ? 1 : 0)
        if let section { LLVMSetSection(global.reference, section) }
        if alignment > 0 { LLVMSetAlignment(global.reference, alignment) }
    }

    /// Declares an overloaded or plain intrinsic, e.g. "llvm.ctlz" for [i32].
    package func intrinsic(_ name: String, _ overloads: [IRType]) -> IRFunction {
        let id = LLVMLookupIntrinsicID(name, name.utf8.count)
        precondition(id != 0, "LLVM has no intrinsic \(name)")
        var types = overloads.map { Optional($0.reference) }
        let value = LLVMGetIntrinsicDeclaration(reference, id, &types, types.count)
        let type = LLVMIntrinsicGetType(context, id, &types, types.count)
        return IRFunction(value: IRValue(value), type: IRType(type), .c)
    }

    /// Keeps values that nothing in the module refers to.
    package func markUsed(_ values: [IRValue]) {
        let pointer = IRType(LLVMPointerTypeInContext(context, 0))
        let list = pointer.constantArray(values)
        let global = LLVMAddGlobal(reference, LLVMTypeOf(list.reference), "llvm.used")
        LLVMSetLinkage(global, LLVMAppendingLinkage)
        LLVMSetInitializer(global, list.reference)
        LLVMSetSection(global, "llvm.metadata")
    }

    package func addFlag(_ name: String, _ value: UInt32) {
        let constant = LLVMConstInt(LLVMInt32TypeInContext(context), UInt64(value), 0)
        LLVMAddModuleFlag(
            reference, LLVMModuleFlagBehaviorWarning, name, name.utf8.count,
            LLVMValueAsMetadata(constant))
    }

    /// The module's text, as `llvm-dis` prints it.
    package func print() -> String {
        guard let text = LLVMPrintModuleToString(reference) else { return "" }
        defer { LLVMDisposeMessage(text) }
        return String(cString: text)
    }

    /// LLVM's own rules. A failure is a defect of the compiler, never of its input.
    package func verify() throws(LLVMError) {
        var message: UnsafeMutablePointer<CChar>?
        defer { if let message { LLVMDisposeMessage(message) } }
        if LLVMVerifyModule(reference, LLVMReturnStatusAction, &message) != 0 {
            throw LLVMError(message.map { String(cString: $0) } ?? "invalid module")
        }
    }

    /// Without the SLP vectoriser, which `clang` adds: over the kernels of bench/ it gained nothing
    /// and cost a twentieth of the time.
    ///
    /// - Parameter pipeline: as `opt -passes` takes it, e.g. "default<O3>".
    package func run(_ pipeline: String, _ machine: borrowing TargetMachine) throws(LLVMError) {
        var message: UnsafeMutablePointer<CChar>?
        if LLVMShimRunPasses(reference, pipeline, machine.reference, &message) != 0 {
            throw LLVMError(taking: message, or: "no pipeline \(pipeline)")
        }
    }
}

package enum Linkage: Sendable {
    /// Visible in its object only.
    case `internal`
    /// Visible to the other objects of one program; never dynamic.
    case program

    func apply(to value: LLVMValueRef?) {
        switch self {
        case .internal: LLVMSetLinkage(value, LLVMInternalLinkage)
        case .program:
            LLVMSetLinkage(value, LLVMExternalLinkage)
            LLVMSetVisibility(value, LLVMHiddenVisibility)
        }
    }
}

package struct LLVMError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// - Parameter message: of the shim; released here.
    init(taking message: UnsafeMutablePointer<CChar>?, or description: String) {
        defer { LLVMShimFree(message) }
        self.init(message.map { String(cString: $0) } ?? description)
    }
}

/// A context and the one module in it, in the order in which they must be released.
package final class LLVMUnit {
    package let module: LLVMModule
    package let context: LLVMContext

    package init(name: String) {
        let context = LLVMContext()
        module = LLVMModule(name: name, context: context)
        self.context = context
    }

    package init(bitcode: [UInt8]) throws(LLVMError) {
        let context = LLVMContext()
        module = try LLVMModule(bitcode: bitcode, context: context)
        self.context = context
    }
}
