/// The compilers, by their names on the `PATH` or absolute paths. An environment variable names
/// another one, as in the scripts of the guest SDKs.
package struct Toolchain: Equatable, Sendable {
    package var clang = "clang-19"
    package var clangxx = "clang++-19"
    package var wasmLD = "/usr/bin/wasm-ld-19"
    /// Has `lib/wasm32-wasi`.
    package var wasiSysroot = "/usr"
    package var cargo = "cargo"
    package var rustc: String?
    /// For a Rust that brings no linker for WebAssembly, as Debian's.
    package var rustLinker: String?
    package var swiftc = "swiftc"
    package var zig = "zig"
    package var wasmTools = "wasm-tools"

    package init() {}

    /// - Parameter names: the names in a folder; none when it is not there.
    package init(environment: [String: String], names: (String) -> [String]) {
        func set(_ property: WritableKeyPath<Toolchain, String>, _ variable: String) {
            if let value = environment[variable], !value.isEmpty { self[keyPath: property] = value }
        }
        set(\.clang, "CLANG")
        set(\.clangxx, "CLANGXX")
        set(\.wasmLD, "WASM_LD")
        set(\.wasiSysroot, "WASI_SYSROOT")
        set(\.swiftc, "SWIFTC")
        set(\.zig, "ZIG")
        set(\.wasmTools, "ASML_WASM_TOOLS")
        rustc = environment["RUSTC"]
        if let cargo = environment["CARGO"], !cargo.isEmpty {
            self.cargo = cargo
        } else if !Self.hasRustupTarget(environment, names),
            names("/usr/lib/rustlib").contains(Self.rustTarget)
        {
            cargo = "/usr/bin/cargo"
        }
        if cargo == "/usr/bin/cargo" {
            rustc = rustc ?? "/usr/bin/rustc"
            rustLinker = wasmLD
        }
    }

    static let rustTarget = "wasm32-unknown-unknown"

    /// Whether a Rust of rustup's can make WebAssembly.
    private static func hasRustupTarget(
        _ environment: [String: String], _ names: (String) -> [String]
    ) -> Bool {
        let home = environment["RUSTUP_HOME"] ?? environment["HOME"].map { "\($0)/.rustup" }
        guard let home else { return false }
        return names("\(home)/toolchains").contains { toolchain in
            names("\(home)/toolchains/\(toolchain)/lib/rustlib").contains(rustTarget)
        }
    }
}
