internal import CodeGen
internal import Diagnostics
internal import LLVMKit

/// Refuses what the runtime could not read back.
func check(_ config: ProgramConfig) throws(Diagnostic) {
    for folder in config.folders {
        if folder.contains(";") || folder.contains("\0") {
            throw Diagnostic(
                at: .tool, "--dir '\(folder)': a semicolon would end the folder's name",
                notes: ["the program reads its folders as a list with semicolons between them"])
        }
        let parts = folder.split("::")
        let isReadOnly = parts.count == 3 && parts[2] == "ro"
        if parts.contains("") || parts.count > 2 && !isReadOnly {
            throw Diagnostic(
                at: .tool, "--dir '\(folder)' is not HOST, HOST::GUEST or HOST::GUEST::ro")
        }
    }
    for entry in config.environment
    where !entry.contains("=") || entry.hasPrefix("=") || entry.contains("\0") {
        throw Diagnostic(at: .tool, "--env '\(entry)' is not NAME=value")
    }
}

func configObject(_ options: CompileOptions) throws(Diagnostic) -> [UInt8] {
    do {
        return try options.config.object(try options.architecture.machine(options.level))
    } catch {
        throw Diagnostic(at: .tool, "internal error: \(error.description)")
    }
}

extension String {
    fileprivate func split(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
