internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// A structured instruction that is open.
struct ControlFrame {
    enum Kind { case function, block, loop, `if` }
    let kind: Kind
    /// Operands below this height belong to outer frames.
    let height: Int
    /// Where the code after the frame goes on, and the values that arrive there.
    let end: BasicBlock
    let results: [IRValue]
    /// Where a branch goes: the head of a loop, else the end.
    let target: BasicBlock
    let targetValues: [IRValue]
    /// The `else` part, until it is opened, and what it starts with.
    var otherwise: BasicBlock?
    var parameters: [IRValue] = []
    /// Whether anything arrives at the end.
    var isEndReached = false
}

/// Blocks, branches and calls.
/// https://webassembly.github.io/spec/core/syntax/instructions.html#control-instructions
extension FunctionLowering {
    /// In code that cannot be reached only nesting counts, until its frame ends.
    func skips(_ instruction: Instruction) -> Bool {
        guard let depth = unreachableDepth else { return false }
        switch instruction.opcode {
        case .block, .loop, .if: unreachableDepth = depth + 1
        case .else where depth == 0: return false
        case .end where depth == 0: return false
        case .end: unreachableDepth = depth - 1
        default: break
        }
        return true
    }

    /// - Returns: false when the instruction is none of these.
    func lowerControl(_ instruction: Instruction) -> Bool {
        switch (instruction.opcode, instruction.immediate) {
        case (.unreachable, _):
            keepObservable(operandsFrom: 0, carrying: 0)
            trap(rt_trap_code_unreachable)
            unreachableDepth = 0
        case (.nop, _): break
        case (.block, .block(let type)): openBlock(type)
        case (.loop, .block(let type)): openLoop(type)
        case (.if, .block(let type)): openIf(type)
        case (.else, _): openElse()
        case (.end, _): close()
        case (.br, .index(let label)): branch(to: label)
        case (.brIf, .index(let label)): branchIf(label)
        case (.brTable, .branchTable(let start, let count)):
            branchTable(body.branchLabels[Int(start)..<Int(start + count)])
        case (.return, _): branch(to: UInt32(control.count - 1))
        case (.call, .index(let index)): call(Int(index))
        case (.callIndirect, .indices(let type, let table)): callIndirect(type, Int(table))
        case (.returnCall, .index(let index)): returnCall(Int(index))
        case (.returnCallIndirect, .indices(let type, let table)):
            returnCallIndirect(type, Int(table))
        default: return false
        }
        return true
    }

    // MARK: Opening

    func openFunction() {
        let end = builder.appendBlock("return", to: function)
        open(.function, results: type.results, parameters: 0, end: end)
    }

    private func openBlock(_ blockType: BlockType) {
        let type = signature(blockType)
        open(.block, results: type.results, parameters: type.parameters.count)
    }

    private func openLoop(_ blockType: BlockType) {
        let type = signature(blockType)
        let head = builder.appendBlock("loop", to: function)
        let entry = builder.block
        builder.branch(head)
        let phis = self.phis(type.parameters, in: head)
        let arguments = pop(type.parameters.count)
        for (phi, argument) in zip(phis, arguments) { phi.addIncoming(argument, from: entry) }
        open(.loop, results: type.results, parameters: 0, target: (head, phis))
        builder.position(at: head)
        operands += phis
    }

    private func openIf(_ blockType: BlockType) {
        let type = signature(blockType)
        let condition = builder.icmp(.ne, pop(), ir.i32.zero)
        let then = builder.appendBlock("then", to: function)
        let otherwise = builder.appendBlock("else", to: function)
        builder.branch(if: condition, then, else: otherwise)
        open(.if, results: type.results, parameters: type.parameters.count)
        control[control.count - 1].otherwise = otherwise
        control[control.count - 1].parameters = Array(operands.suffix(type.parameters.count))
        builder.position(at: then)
    }

    private func open(
        _ kind: ControlFrame.Kind, results: [ValueType], parameters: Int,
        end: BasicBlock? = nil, target: (block: BasicBlock, values: [IRValue])? = nil
    ) {
        let end = end ?? builder.appendBlock("end", to: function)
        let phis = self.phis(results, in: end)
        control.append(
            ControlFrame(
                kind: kind, height: operands.count - parameters, end: end, results: phis,
                target: target?.block ?? end, targetValues: target?.values ?? phis))
    }

    private func phis(_ types: [ValueType], in block: BasicBlock) -> [IRValue] {
        guard !types.isEmpty else { return [] }
        let current = builder.block
        defer { builder.position(at: current) }
        builder.position(at: block)
        return types.map { builder.phi(lowering.irType($0)) }
    }

    private func signature(_ type: BlockType) -> FunctionType {
        switch type {
        case .empty: FunctionType(parameters: [], results: [])
        case .value(let value): FunctionType(parameters: [], results: [value])
        case .type(let index): lowering.functionType(index)
        }
    }

    // MARK: Closing

    private func openElse() {
        if unreachableDepth == nil { fallThrough() }
        let frame = control[control.count - 1]
        guard let otherwise = frame.otherwise else {
            preconditionFailure("else without if in a valid function")
        }
        control[control.count - 1].otherwise = nil
        operands.removeLast(operands.count - frame.height)
        operands += frame.parameters
        builder.position(at: otherwise)
        unreachableDepth = nil
    }

    private func close() {
        if unreachableDepth == nil { fallThrough() }
        if let otherwise = control[control.count - 1].otherwise { passThrough(otherwise) }
        let frame = control.removeLast()
        operands.removeLast(operands.count - frame.height)
        guard frame.isEndReached else {
            frame.end.delete()
            // Whatever follows, up to the end of the frame around this one, is not reached.
            unreachableDepth = control.isEmpty ? nil : 0
            return
        }
        unreachableDepth = nil
        builder.position(at: frame.end)
        if frame.kind == .function {
            returnValues(frame.results, type.results)
        } else {
            operands += frame.results
        }
    }

    /// An `if` without `else`: its parameters are its results.
    private func passThrough(_ otherwise: BasicBlock) {
        let frame = control[control.count - 1]
        builder.position(at: otherwise)
        operands.removeLast(operands.count - frame.height)
        operands += frame.parameters
        fallThrough()
    }

    private func fallThrough() {
        let index = control.count - 1
        let frame = control[index]
        for (phi, value) in zip(frame.results, operands.suffix(frame.results.count)) {
            phi.addIncoming(value, from: builder.block)
        }
        builder.branch(frame.end)
        control[index].isEndReached = true
    }

    // MARK: Branches

    /// Brings the operands to a label's block and says which block that is.
    private func arrive(at label: UInt32) -> BasicBlock {
        let index = control.count - 1 - Int(label)
        let frame = control[index]
        keepObservable(operandsFrom: frame.height, carrying: frame.targetValues.count)
        for (phi, value) in zip(frame.targetValues, operands.suffix(frame.targetValues.count)) {
            phi.addIncoming(value, from: builder.block)
        }
        if frame.kind != .loop { control[index].isEndReached = true }
        return frame.target
    }

    private func branch(to label: UInt32) {
        builder.branch(arrive(at: label))
        unreachableDepth = 0
    }

    private func branchIf(_ label: UInt32) {
        let condition = builder.icmp(.ne, pop(), ir.i32.zero)
        let next = builder.appendBlock("next", to: function)
        builder.branch(if: condition, arrive(at: label), else: next)
        builder.position(at: next)
    }

    private func branchTable(_ labels: ArraySlice<UInt32>) {
        let selector = pop()
        // A phi has one entry for each edge, so a label named n times gets n of them.
        let targets = labels.map(arrive)
        let cases = targets.dropLast().enumerated().map { number, target in
            (ir.i32.integer(UInt64(number)), target)
        }
        builder.switch(selector, cases, default: targets[targets.count - 1])
        unreachableDepth = 0
    }

    // MARK: Calls

    private func call(_ index: Int) {
        let target = lowering.functions[index]
        let arguments = pop(target.type.parameters.count)
        let result = builder.call(target.function, arguments)
        operands += results(of: result, target.type.results)
    }

    private func callIndirect(_ typeIndex: TypeIndex, _ table: Int) {
        let type = lowering.functionType(typeIndex)
        let callee = indirectCallee(type, table)
        let arguments = pop(type.parameters.count)
        operands += results(of: builder.call(callee, arguments), type.results)
    }

    /// What the table has at the operand on top.
    private func indirectCallee(_ type: FunctionType, _ table: Int) -> IRFunction {
        let index = builder.cast(.zext, pop(), to: ir.i64)
        let code = functionPointer(index, in: table, typeID: lowering.types.id(of: type))
        return IRFunction(value: code, type: lowering.irType(type), lowering.convention)
    }

    // MARK: Tail calls

    private func returnCall(_ index: Int) {
        let target = lowering.functions[index]
        tailCall(target.function, target.type)
    }

    private func returnCallIndirect(_ typeIndex: TypeIndex, _ table: Int) {
        let type = lowering.functionType(typeIndex)
        tailCall(indirectCallee(type, table), type)
    }

    private func tailCall(_ callee: IRFunction, _ type: FunctionType) {
        let arguments = pop(type.parameters.count)
        keepObservable(operandsFrom: 0, carrying: 0)
        builder.tailCall(callee, arguments)
        unreachableDepth = 0
    }
}
