package import LLVMKit

/// What a program's runtime finds when nobody says otherwise at its start: `struct rt_config`
/// (runtime-c/include/rt_config.h).
package struct ProgramConfig: Hashable, Sendable {
    /// `HOST`, `HOST::GUEST` or `HOST::GUEST::ro` each, without a semicolon.
    package var folders: [String] = []
    /// `NAME=value` each.
    package var environment: [String] = []
    /// A Lambda function gets a fresh instance for each invocation.
    package var isolates = false

    package init() {}

    package var isEmpty: Bool { self == ProgramConfig() }

    /// Why the runtime could not read an entry back; nil when it can.
    package var mistake: String? {
        for folder in folders {
            if folder.contains(";") || folder.contains("\0") {
                return "--dir '\(folder)': a semicolon would end the folder's name."
            }
            let parts = folder.split(separator: "::", omittingEmptySubsequences: false)
            if parts.contains("") || parts.count > 3 || (parts.count == 3 && parts[2] != "ro") {
                return "--dir '\(folder)' is not HOST, HOST::GUEST or HOST::GUEST::ro."
            }
        }
        for entry in environment
        where !entry.contains("=") || entry.hasPrefix("=") || entry.contains("\0") {
            return "--env '\(entry)' is not NAME=value."
        }
        return nil
    }

    /// As the variable `ASML_DIRS` has it.
    package var folderText: String { folders.joined(separator: ";") }

    /// An object with the symbol `asml_config`.
    package func object(_ machine: borrowing TargetMachine) throws(LLVMError) -> [UInt8] {
        let unit = LLVMUnit(name: "config")
        unit.module.setTarget(machine)
        let environment = environment.map { "\($0)\0" }.joined()
        let texts = [("folders", folderText), ("environment", environment)].map { name, text in
            let bytes = unit.context.constantBytes(Array(text.utf8) + [0])
            let global = unit.module.addGlobal(name, bytes.type, .internal)
            unit.module.define(global, bytes, constant: true)
            return global
        }
        let flag = unit.context.types.i32.integer((isolates ? 1 : 0) as UInt64)
        let value = unit.context.constantStruct(texts + [flag])
        let config = unit.module.addGlobal("asml_config", value.type, .program)
        unit.module.define(config, value, constant: true, alignment: 8)
        return try machine.emit(unit.module, .object)
    }
}
