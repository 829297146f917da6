package import CodeGen
package import NativeLinker
package import WasmLowering

/// What `asml compile` and `asml run` make of a module.
package struct CompileOptions: Sendable {
    package var runtime: RuntimeKind = .command
    package var processor = Processor.baseline(.host)
    package var strictTraps = false
    /// A function import that nothing provides traps when it is called.
    package var allowsMissingImports = false
    package var memoryBase = LinearMemory.Base.fixed
    package var level: OptimizationLevel = .o3
    package var output: OutputKind = .executable
    /// Folders and variables that the program has unless it is started with others.
    package var config = ProgramConfig()
    /// Where the time went, on standard error.
    package var saysTimes = false
    /// What came of it, on standard output.
    package var answersJSON = false

    package init() {}

    package var architecture: Architecture { processor.architecture }
}

/// What a compile leaves behind.
package enum OutputKind: String, CaseIterable, Sendable {
    case executable = "exe"
    /// For a C program to link with, and a header beside it.
    case object = "obj"
    case assembly = "asm"
    case ir

    /// The form that a person reads, of the two that have one.
    var text: CodeText? {
        switch self {
        case .executable, .object: nil
        case .assembly: .assembly
        case .ir: .ir
        }
    }
}
