package import Foundation

/// Decoding of `wasm-tools json-from-wast` output.
extension Script: Decodable {
    private enum Key: String, CodingKey {
        case source = "source_filename"
        case commands
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let source = try values.decode(String.self, forKey: .source)
        name = URL(fileURLWithPath: source).lastPathComponent
        commands = try values.decode([Command].self, forKey: .commands)
    }

    package init(json: Data) throws {
        self = try JSONDecoder().decode(Script.self, from: json)
    }
}

extension Command: Decodable {
    private enum Key: String, CodingKey {
        case type, line, name, module, instance, action, expected, text
        case registeredName = "as"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func optional(_ key: Key) throws -> String? {
            try values.decodeIfPresent(String.self, forKey: key)
        }
        func text() throws -> String { try values.decode(String.self, forKey: .text) }
        func action() throws -> Action { try values.decode(Action.self, forKey: .action) }
        func file() throws -> ModuleFile { try ModuleFile(from: decoder) }

        line = try values.decode(Int.self, forKey: .line)
        let type = try values.decode(String.self, forKey: .type)
        directive =
            switch type {
            case "module": .module(name: try optional(.name), file: try file())
            case "module_definition":
                .moduleDefinition(name: try optional(.name), file: try file())
            case "module_instance":
                .moduleInstance(
                    name: try optional(.instance), definition: try optional(.module))
            case "register":
                .register(
                    name: try optional(.name),
                    as: try values.decode(String.self, forKey: .registeredName))
            case "action": .action(try action())
            case "assert_return":
                .assertReturn(
                    try action(), try values.decode([Expected].self, forKey: .expected))
            case "assert_trap": .assertTrap(try action(), try text())
            case "assert_exhaustion": .assertExhaustion(try action(), try text())
            case "assert_exception": .assertException(try action())
            case "assert_malformed": .assertMalformed(try file(), try text())
            case "assert_invalid": .assertInvalid(try file(), try text())
            case "assert_unlinkable": .assertUnlinkable(try file(), try text())
            case "assert_uninstantiable": .assertUninstantiable(try file(), try text())
            default: .unknown(type)
            }
    }
}

extension ModuleFile: Decodable {
    private enum Key: String, CodingKey {
        case filename
        case kind = "module_type"
        case binaryFilename = "binary_filename"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        // A text module that wasm-tools could translate comes with the translation.
        if let translated = try values.decodeIfPresent(String.self, forKey: .binaryFilename) {
            self = .binary(translated)
        } else if try values.decode(String.self, forKey: .kind) == "binary" {
            self = .binary(try values.decode(String.self, forKey: .filename))
        } else {
            self = .text
        }
    }
}

extension Action: Decodable {
    private enum Key: String, CodingKey {
        case type, module, field, args
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        module = try values.decodeIfPresent(String.self, forKey: .module)
        field = try values.decode(String.self, forKey: .field)
        switch try values.decode(String.self, forKey: .type) {
        case "invoke": kind = .invoke(try values.decode([ActionArgument].self, forKey: .args))
        case "get": kind = .get
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: values, debugDescription: "unknown action \(other)")
        }
    }
}
