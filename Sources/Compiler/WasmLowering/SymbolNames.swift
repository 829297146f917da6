/// The names of a module's symbols; other modules of a program and the linker rely on them.
package struct SymbolNames: Sendable {
    package let prefix: String

    package init(prefix: String) { self.prefix = prefix }

    package var descriptor: String { "\(prefix)_module" }
    package var instantiate: String { "\(prefix).instantiate" }
    package func function(_ index: Int) -> String { "\(prefix).f\(index)" }
    package func global(_ index: Int) -> String { "\(prefix).g\(index)" }
    package func table(_ index: Int) -> String { "\(prefix).t\(index)" }
    package func memory(_ index: Int) -> String { "\(prefix).m\(index)" }
    func invoke(_ index: Int) -> String { "\(prefix).invoke\(index)" }
    func data(_ index: Int) -> String { "\(prefix).data\(index)" }
    func element(_ index: Int) -> String { "\(prefix).element\(index)" }
}

/// ELF sections that the runtime finds by name (runtime-c/include/rt_module.h).
enum Section {
    static let text = "asml_text"
    static let state = "asml_state"
    static let image = "asml_image"
}
