internal import WasmLowering
internal import WasmModel

/// A module as a C program sees it that links with its object.
struct CInterface {
    struct Function {
        var name: String
        var wasm: String
        var type: FunctionType
    }
    /// An exported global or memory.
    struct Variable {
        var name: String
        var wasm: String
        var symbol: String
        /// nil for a memory.
        var type: GlobalType?
    }

    let prefix: String
    /// In the order of `struct rt_module.exports`.
    private(set) var functions: [Function] = []
    /// A symbol has one entry, however often it is exported.
    private(set) var variables: [Variable] = []
    /// Further names of variables.
    private(set) var aliases: [(name: String, of: String)] = []
    /// Exports that C has no form for.
    private(set) var hidden: [String] = []
    /// What the C program defines; a function that a module imports several times is one.
    private(set) var imports: [Function] = []
    /// Their names by place among the module's imports.
    private(set) var importNames: [Int: String] = [:]

    /// From the object's symbols to the names that C knows.
    var publishedSymbols: [String: String] {
        var symbols = Dictionary(
            uniqueKeysWithValues: CHeader.functions.map { name in
                ("rt_embed_\(name)", "\(prefix)_module_\(name)")
            })
        for variable in variables { symbols[variable.symbol] = variable.name }
        return symbols
    }

    /// - Parameters:
    ///   - file: the object's name without its extension; what begins each name.
    ///   - isProvided: whether the runtime has the functions of a module of this name.
    init(_ module: Module, file: String, isProvided: (String) -> Bool) {
        var names = CIdentifiers(file: file)
        prefix = names.prefix
        let own = (CHeader.functions + CHeader.types).map { "module_\($0)" }
        for name in own + CHeader.statusCodes.map({ "MODULE_\($0.name)" }) {
            _ = names.unique(name)
        }
        addImports(of: module, isProvided, &names)
        let functionTypes = module.functionTypes.map(module.functionType)
        let globals = module.globalTypes
        let symbols = SymbolNames(prefix: LoweringOptions().symbolPrefix)
        for export in module.exports {
            let name = names.unique(export.name)
            let index = Int(export.index)
            switch export.kind {
            case .function:
                guard let type = functionTypes[index] else { continue }
                functions.append(Function(name: name, wasm: export.name, type: type))
            case .global: add(name, export, symbols.global(index), globals[index])
            case .memory: add(name, export, symbols.memory(index), nil)
            case .table, .tag: hidden.append(export.name)
            }
        }
    }

    private mutating func addImports(
        of module: Module, _ isProvided: (String) -> Bool, _ names: inout CIdentifiers
    ) {
        struct Key: Hashable {
            var module: String
            var name: String
            var type: FunctionType
        }
        var known: [Key: String] = [:]
        for (position, item) in module.imports.enumerated() {
            guard case .function(let index) = item.kind, !isProvided(item.module),
                let type = module.functionType(at: index)
            else { continue }
            let key = Key(module: item.module, name: item.name, type: type)
            let name = known[key] ?? names.unique("import_\(item.module)_\(item.name)")
            if known.updateValue(name, forKey: key) == nil {
                let wasm = "\(item.module).\(item.name)"
                imports.append(Function(name: name, wasm: wasm, type: type))
            }
            importNames[position] = name
        }
    }

    private mutating func add(
        _ name: String, _ export: Export, _ symbol: String, _ type: GlobalType?
    ) {
        if let known = variables.first(where: { $0.symbol == symbol }) {
            aliases.append((name, known.name))
        } else {
            variables.append(
                Variable(name: name, wasm: export.name, symbol: symbol, type: type))
        }
    }
}
