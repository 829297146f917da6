internal import CLLVM

/// https://llvm.org/docs/LangRef.html#calling-conventions
package enum CallingConvention: UInt32, Sendable {
    case c = 0
    /// The callee removes its arguments from the stack, so that a call may replace its caller's
    /// frame whatever the two prototypes are.
    case tail = 18
}

extension IRBuilder {
    /// A call that replaces this function's frame, and the `return` that must follow it.
    package func tailCall(_ function: IRFunction, _ arguments: [IRValue]) {
        let result = call(function, arguments)
        LLVMSetTailCallKind(result.reference, LLVMTailCallKindMustTail)
        self.return(function.type.returnsVoid ? nil : result)
    }
}
