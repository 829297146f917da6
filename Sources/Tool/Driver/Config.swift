internal import CodeGen
internal import Diagnostics
internal import LLVMKit

/// The object that leaves the configuration in a program.
func configObject(_ options: CompileOptions) throws(Diagnostic) -> [UInt8] {
    do {
        return try options.config.object(try options.processor.machine(options.level))
    } catch {
        throw Diagnostic(at: .tool, "internal error: \(error.description)")
    }
}
