internal import Manifest

/// Zig without an operating system. Its own linker either keeps all debugging information or drops
/// the names too, hence an object and `wasm-ld`.
extension BuildRequest {
    func zig() throws(LanguageError) -> BuildPlan {
        guard let root = zigRoot else { throw failure(.noSource(.zig)) }
        var plan = plan(.zig, module: "\(place.build)/function.wasm")
        plan.folders = [place.build]
        plan.requirements = [
            Requirement(
                name: toolchain.zig, hint: "pip install ziglang, or https://ziglang.org; or set ZIG"
            ),
            Requirement(name: toolchain.wasmLD, hint: "apt-get install lld-19, or set WASM_LD"),
        ]
        let object = "\(place.build)/function.o"
        plan.steps = [
            step([
                toolchain.zig, "build-obj", "-target", "wasm32-freestanding", "-O", "ReleaseSafe",
                "-fcompiler-rt", "--name", "function", "--cache-dir", "\(place.build)/zig-cache",
                "--global-cache-dir", "\(place.build)/zig-cache", "-femit-bin=\(object)",
                "--dep", "asml", "-Mfunction=\(root)", "-Masml=\(place.sdk)/zig/asml.zig",
            ]),
            step([
                toolchain.wasmLD, "--no-entry", "--strip-debug", "--gc-sections", "--stack-first",
                "-z", "stack-size=1048576", "--export=\(try handlerName())", "-o", plan.module,
                object,
            ]),
        ]
        return plan
    }

    /// The file that imports the others.
    private var zigRoot: String? {
        let sources = sources(["zig"]).filter { $0 != "build.zig" }
        let usual = [
            "function.zig", "src/function.zig", "src/main.zig", "main.zig", "src/root.zig",
        ]
        return usual.first(where: sources.contains) ?? (sources.count == 1 ? sources.first : nil)
    }
}
