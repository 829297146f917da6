/// A spec test script as `wasm-tools json-from-wast` writes it: one command per directive.
/// https://github.com/WebAssembly/spec/tree/main/interpreter#scripts
package struct Script: Equatable, Sendable {
    /// The `.wast` file, without its folder.
    package var name: String
    package var commands: [Command]

    package init(name: String, commands: [Command]) {
        self.name = name
        self.commands = commands
    }
}

package struct Command: Equatable, Sendable {
    /// Line of the `.wast` file.
    package var line: Int
    package var directive: Directive

    package init(line: Int, _ directive: Directive) {
        self.line = line
        self.directive = directive
    }
}

package enum Directive: Equatable, Sendable {
    case module(name: String?, file: ModuleFile)
    case moduleDefinition(name: String?, file: ModuleFile)
    /// An instance of a definition; of the latest without a name.
    case moduleInstance(name: String?, definition: String?)
    case register(name: String?, as: String)
    case action(Action)
    case assertReturn(Action, [Expected])
    case assertTrap(Action, String)
    case assertExhaustion(Action, String)
    case assertException(Action)
    case assertMalformed(ModuleFile, String)
    case assertInvalid(ModuleFile, String)
    case assertUnlinkable(ModuleFile, String)
    case assertUninstantiable(ModuleFile, String)
    case unknown(String)

    /// As in the JSON file; counts are kept by it.
    package var kind: Kind {
        switch self {
        case .module, .moduleDefinition, .moduleInstance: .module
        case .register: .register
        case .action: .action
        case .assertReturn: .assertReturn
        case .assertTrap: .assertTrap
        case .assertExhaustion: .assertExhaustion
        case .assertException: .assertException
        case .assertMalformed: .assertMalformed
        case .assertInvalid: .assertInvalid
        case .assertUnlinkable: .assertUnlinkable
        case .assertUninstantiable: .assertUninstantiable
        case .unknown: .unknown
        }
    }

    package enum Kind: String, CaseIterable, Codable, Sendable {
        case module, register, action
        case assertReturn = "assert_return"
        case assertTrap = "assert_trap"
        case assertExhaustion = "assert_exhaustion"
        case assertException = "assert_exception"
        case assertMalformed = "assert_malformed"
        case assertInvalid = "assert_invalid"
        case assertUnlinkable = "assert_unlinkable"
        case assertUninstantiable = "assert_uninstantiable"
        case unknown
    }
}

/// A module that the script refers to.
package enum ModuleFile: Equatable, Sendable {
    /// In the binary format, in the folder of the JSON file.
    case binary(String)
    /// Only in the text format: it tests a parser of that format, which we do not have.
    case text
}

package struct Action: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case invoke([ActionArgument])
        case get
    }
    package var kind: Kind
    /// The instance; the latest one without a name.
    package var module: String?
    /// The export's name.
    package var field: String

    package init(_ kind: Kind, module: String? = nil, field: String) {
        self.kind = kind
        self.module = module
        self.field = field
    }
}
