import WasmModel

/// Checks one instruction sequence: the algorithm of the specification's appendix.
/// https://webassembly.github.io/spec/core/appendix/algorithm.html
struct FunctionValidator {
    /// A block that is open, the specification's `ctrl_frame`.
    struct Frame {
        var opcode: Opcode
        var parameters: [ValueType]
        var results: [ValueType]
        /// How many operands lay below it.
        var height: Int
        /// After an unconditional branch, operands below the frame's own may have any type.
        var isUnreachable = false

        var labelTypes: [ValueType] { opcode == .loop ? parameters : results }
    }

    let context: ModuleContext
    let function: Function
    let results: [ValueType]
    let locals: Locals
    /// nil stands for the type that unreachable code leaves open.
    var operands: [ValueType?] = []
    var frames: [Frame] = []
    /// The instruction under examination, for errors.
    var current: Instruction

    init(context: ModuleContext, function: Function, type: FunctionType) {
        self.context = context
        self.function = function
        results = type.results
        locals = Locals(parameters: type.parameters, groups: function.locals)
        current = Instruction(.block, offset: function.offset)
    }

    /// A constant expression is a body without locals.
    init(context: ModuleContext, expression: ConstantExpression, result: ValueType) {
        self.init(
            context: context,
            function: Function(
                type: 0, instructions: expression.instructions, offset: expression.offset),
            type: FunctionType(parameters: [], results: [result]))
    }

    mutating func validate() throws(ValidationError) {
        frames.append(Frame(opcode: .block, parameters: [], results: results, height: 0))
        for instruction in function.instructions {
            current = instruction
            try validate(instruction)
        }
        precondition(frames.isEmpty, "body at \(function.offset) without its end")
    }

    private mutating func validate(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode.info.typing {
        case .special:
            try validateSpecial(instruction)
        case .constant(let type):
            push(type)
        case .operation(let operands, let result):
            for operand in operands.reversed() { try pop(operand) }
            push(result)
        case .load(let type, let width):
            try pop(try checkAccess(instruction.memoryAccess, width: width))
            push(type)
        case .store(let type, let width):
            let address = try checkAccess(instruction.memoryAccess, width: width)
            try pop(type)
            try pop(address)
        case .laneOperation(let operands, let result, let count):
            try checkLanes(of: instruction, below: count)
            try pop(operands)
            push(result)
        case .loadLane(let width):
            try validateLaneAccess(instruction, width: width)
            push(.v128)
        case .storeLane(let width):
            try validateLaneAccess(instruction, width: width)
        }
    }

    private mutating func validateSpecial(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .localGet, .localSet, .localTee, .globalGet, .globalSet:
            try validateVariable(instruction)
        case .drop, .select, .selectTyped:
            try validateParametric(instruction)
        case .refNull, .refIsNull, .refFunc:
            try validateReference(instruction)
        case .memorySize, .memoryGrow, .memoryInit, .dataDrop, .memoryCopy, .memoryFill:
            try validateMemory(instruction)
        case .tableGet, .tableSet, .tableInit, .elemDrop, .tableCopy, .tableGrow, .tableSize,
            .tableFill:
            try validateTable(instruction)
        default:
            try validateControl(instruction)
        }
    }
}

extension FunctionValidator {
    func error(_ kind: ValidationError.Kind, _ message: String) -> ValidationError {
        ValidationError(
            kind, at: Int(current.offset), message, instruction: current.opcode)
    }
}
