internal import LLVMKit
internal import WasmModel

/// The body of one wasm function in LLVM IR: an operand stack of IR values, a control stack of
/// blocks, and locals in stack slots that LLVM's first pass turns into registers.
final class FunctionLowering: CodeEmitter {
    let body: Function
    let type: FunctionType
    var operands: [IRValue] = []
    var control: [ControlFrame] = []
    /// The parameters, and those of the declared locals that an instruction names: a few bytes may
    /// declare 50,000.
    var locals: [UInt32: Local] = [:]
    /// Structured instructions opened in code that cannot be reached; nil while it can.
    var unreachableDepth: Int?
    var droppedOperands = DroppedOperands()
    private let scope: IRMetadata

    struct Local {
        let slot: IRValue
        let type: IRType
        /// A local that is never read: a load that ends here must stay (decision 5).
        let isRead: Bool
    }

    init(_ lowering: ModuleLowering, _ body: Function, index: Int) {
        self.body = body
        type = lowering.functionType(body.type)
        let function = lowering.functions[index].function
        scope = lowering.debug.attach(
            to: function, name: String(index), line: 1)
        super.init(lowering, function)
    }

    func lower() {
        setLocation(UInt32(truncatingIfNeeded: body.offset))
        defineLocals()
        markAsTrapping()
        openFunction()
        for instruction in body.instructions {
            guard !skips(instruction) else { continue }
            setLocation(instruction.offset)
            lower(instruction)
        }
    }

    /// Lines are bytes from the body's start, so that a function's code does not change when one
    /// before it does; 0 is LLVM's for "nowhere".
    private func setLocation(_ offset: UInt32) {
        let line = offset &- UInt32(truncatingIfNeeded: body.offset) &+ 1
        builder.setLocation(lowering.debug.location(line: line, scope: scope))
    }

    private func defineLocals() {
        let isRead = body.namedLocals
        for (index, type) in type.parameters.enumerated() {
            define(UInt32(index), type, function.parameter(index), isRead)
        }
        var end = UInt32(type.parameters.count)
        var named = isRead.keys.filter { $0 >= end }.sorted()[...]
        for group in body.locals {
            end += group.count
            while let index = named.first, index < end {
                define(index, group.type, lowering.irType(group.type).zero, isRead)
                named.removeFirst()
            }
        }
    }

    private func define(
        _ index: UInt32, _ type: ValueType, _ value: IRValue, _ isRead: [UInt32: Bool]
    ) {
        let irType = lowering.irType(type)
        let slot = builder.alloca(irType)
        builder.store(value, slot, alignment: 8)
        locals[index] = Local(slot: slot, type: irType, isRead: isRead[index] ?? false)
    }

    func local(_ index: UInt32) -> Local {
        guard let local = locals[index] else {
            preconditionFailure("a valid function names local \(index), which it does not have")
        }
        return local
    }

    /// LLVM may delete a call of a function that only reads; one that loads can trap instead.
    private func markAsTrapping() {
        let loads = body.instructions.contains {
            switch $0.opcode.info.typing {
            case .load, .loadLane: true
            default: false
            }
        }
        if loads { callIntrinsic("llvm.sideeffect", [], []) }
    }

    // MARK: Operands

    func push(_ value: IRValue) { operands.append(value) }

    func pop() -> IRValue {
        guard let value = operands.popLast() else {
            preconditionFailure("operand stack of a valid function is empty")
        }
        return value
    }

    /// The last `count` operands, the deepest first.
    func pop(_ count: Int) -> [IRValue] {
        let values = Array(operands.suffix(count))
        operands.removeLast(count)
        return values
    }

    // MARK: Dispatch

    private func lower(_ instruction: Instruction) {
        if let numeric = NumericTable.lowering(of: instruction.opcode) {
            return lower(numeric)
        }
        if let vector = VectorTable.lowering(of: instruction.opcode) {
            return lower(vector, instruction)
        }
        switch instruction.opcode.info.typing {
        case .load(let type, let width): return lowerLoad(instruction, type, width)
        case .store(_, let width): return lowerStore(instruction, width)
        case .constant: return push(constant(instruction.immediate))
        case .operation, .special, .laneOperation, .loadLane, .storeLane: break
        }
        if lowerControl(instruction) || lowerVariable(instruction) || lowerBulk(instruction)
            || lowerTable(instruction)
        {
            return
        }
        preconditionFailure(
            "no lowering for \(instruction.opcode.info.name) at \(instruction.offset)")
    }

    private func constant(_ immediate: Immediate) -> IRValue {
        switch immediate {
        case .i32(let value): ir.i32.integer(Int64(value))
        case .i64(let value): ir.i64.integer(value)
        case .f32(let bits): lowering.float(bits)
        case .f64(let bits): lowering.double(bits)
        case .v128(let value): lowering.vector(value)
        default: preconditionFailure("constant without a value")
        }
    }
}

extension Function {
    /// The locals that instructions name, and whether a `local.get` does.
    fileprivate var namedLocals: [UInt32: Bool] {
        var result: [UInt32: Bool] = [:]
        for instruction in instructions {
            guard case .index(let index) = instruction.immediate else { continue }
            switch instruction.opcode {
            case .localGet: result[index] = true
            case .localSet, .localTee: result[index] = result[index] ?? false
            default: break
            }
        }
        return result
    }
}
