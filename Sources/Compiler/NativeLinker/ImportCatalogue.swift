internal import CRuntimeABI
internal import Diagnostics
package import WasmModel

/// Which runtime a program is linked with; it decides what a module may import.
package enum RuntimeKind: String, CaseIterable, Sendable {
    /// A command: WASI, arguments, an exit status.
    case command
    /// A Lambda function: WASI, the Asml ABI, the Runtime API.
    case lambda

    /// The runtime archive's entry for this kind.
    var entrySymbol: String { "rt_\(rawValue)_main" }

    private var rows: UnsafePointer<rt_import_row>? {
        switch self {
        case .command: rt_command_imports()
        case .lambda: rt_lambda_imports()
        }
    }

    /// What the runtime offers, from `runtime-c/include/rt_imports.h`.
    package var imports: [HostImport] {
        var result: [HostImport] = []
        guard var row = rows else { return [] }
        while let module = row.pointee.module, let name = row.pointee.name,
            let type = row.pointee.type
        {
            result.append(
                HostImport(
                    module: String(cString: module), name: String(cString: name),
                    row: String(cString: type)))
            row += 1
        }
        return result
    }
}

/// A function that the runtime offers to modules.
package struct HostImport: Hashable, Sendable {
    package let module: String
    package let name: String
    /// Letters as in `struct rt_export`.
    package let type: String
    /// Whether it works on guest memory, which the module has to export then.
    package let takesPointer: Bool

    /// - Parameter row: the type as `rt_imports.h` has it, `p` for an i32 that is an address.
    package init(module: String, name: String, row: String) {
        self.module = module
        self.name = name
        type = String(row.map { $0 == "p" ? "i" : $0 })
        takesPointer = row.contains("p")
    }

    package var symbol: String { "\(module).\(name)" }
}

/// An import that nothing provides.
package struct ImportError: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case unknownModule(offered: [String])
        case unknownName(similar: String?)
        case wrongType(expected: String, found: String)
        /// The runtime offers functions only.
        case notAFunction
        case neededByPointer
    }
    package let module: String
    package let name: String
    package let offset: Int
    package let kind: Kind

    /// Whether the runtime has nothing of that name, rather than something else.
    var isOfNobody: Bool {
        switch kind {
        case .unknownModule, .unknownName: true
        case .wrongType, .notAFunction, .neededByPointer: false
        }
    }
}

extension RuntimeKind {
    /// The symbol of the function that each import of a module is, in order.
    ///
    /// - Parameters:
    ///   - others: symbols of imports that the runtime is not asked for, by their place.
    ///   - allowsMissing: whether a function that nothing provides is nil instead of an error.
    ///   - letters: the type of a function import as in `struct rt_export`.
    package func symbols(
        for module: Module, others: [Int: String] = [:], allowsMissing: Bool = false,
        letters: (FunctionType) -> String
    ) throws(ImportError) -> [String?] {
        let offered = imports
        var symbols: [String?] = []
        for (place, item) in module.imports.enumerated() {
            if let other = others[place] {
                symbols.append(other)
                continue
            }
            do {
                symbols.append(try symbol(for: item, in: module, offered, letters))
            } catch {
                guard allowsMissing, error.isOfNobody, case .function = item.kind else {
                    throw error
                }
                symbols.append(nil)
            }
        }
        return symbols
    }

    /// - Parameter offered: this runtime's `imports`.
    /// - Returns: the runtime's symbol for one import of a module.
    package func symbol(
        for item: Import, in module: Module, _ offered: [HostImport],
        _ letters: (FunctionType) -> String
    ) throws(ImportError) -> String {
        func fail(_ kind: ImportError.Kind) -> ImportError {
            ImportError(module: item.module, name: item.name, offset: item.offset, kind: kind)
        }
        let ofModule = offered.filter { $0.module == item.module }
        if ofModule.isEmpty {
            throw fail(.unknownModule(offered: Set(offered.map(\.module)).sorted()))
        }
        guard let found = ofModule.first(where: { $0.name == item.name }) else {
            let names = ofModule.map(\.name)
            throw fail(.unknownName(similar: similarNames(to: item.name, in: names).first))
        }
        guard case .function(let index) = item.kind, let type = module.functionType(at: index)
        else { throw fail(.notAFunction) }
        let actual = letters(type)
        guard actual == found.type else {
            throw fail(.wrongType(expected: found.type, found: actual))
        }
        let hasMemory = module.exports.contains { $0.kind == .memory && $0.name == "memory" }
        if found.takesPointer && !hasMemory { throw fail(.neededByPointer) }
        return found.symbol
    }
}
