internal import Manifest

/// C and C++ with wasi-libc and libc++, which a function that does not use them does not contain.
extension BuildRequest {
    func c() throws(LanguageError) -> BuildPlan { try clang(.c, endings: ["c"]) }

    func cpp() throws(LanguageError) -> BuildPlan {
        try clang(.cpp, endings: Self.cppEndings + ["c"])
    }

    private func clang(_ language: Language, endings: [String]) throws(LanguageError) -> BuildPlan {
        let sources = sources(endings)
        guard !sources.isEmpty else { throw failure(.noSource(language)) }
        var plan = plan(language, module: "\(place.build)/function.wasm")
        let objects = "\(place.build)/objects"
        plan.folders = [objects]
        plan.requirements = toolchain.wasiRequirements(cpp: language == .cpp)
        var linked: [String] = []
        for source in sources {
            // One folder for all, and no two files with one name in it.
            let object = "\(objects)/\(source.objectName)"
            plan.steps.append(step(compile(source, to: object)))
            plan.dependencyFiles.append(
                DependencyFile(path: "\(object).d", folder: function.folder))
            linked.append("\(object).o")
        }
        let driver = language == .cpp ? toolchain.clangxx : toolchain.clang
        plan.steps.append(step([driver] + toolchain.reactorFlags + ["-o", plan.module] + linked))
        return plan
    }

    private func compile(_ source: String, to object: String) -> [String] {
        let isC = source.hasSuffix(".c")
        return [isC ? toolchain.clang : toolchain.clangxx]
            + toolchain.wasiFlags
            + (isC ? ["-std=gnu17"] : ["-std=gnu++20", "-fno-exceptions"])
            + [
                "-O2", "-Wall", "-Wextra", "-I", "\(place.sdk)/c",
                "-ffile-prefix-map=\(place.root)/=", "-MD", "-MF", "\(object).d",
                "-c", "-o", "\(object).o", source.asArgument,
            ]
    }
}

extension Toolchain {
    var wasiFlags: [String] {
        ["--target=wasm32-wasi", "--sysroot=\(wasiSysroot)"] + [
            "-mbulk-memory", "-mnontrapping-fptoint",
        ]
    }

    /// The libraries bring debugging information along. A stack that lies below everything else
    /// traps when it overflows.
    var reactorFlags: [String] {
        [
            "--target=wasm32-wasi", "--sysroot=\(wasiSysroot)", "-mexec-model=reactor",
            "-fuse-ld=\(wasmLD)", "-Wl,--strip-debug", "-Wl,--stack-first",
            "-Wl,-z,stack-size=1048576",
        ]
    }

    func wasiRequirements(cpp: Bool) -> [Requirement] {
        var needed = [
            Requirement(name: clang, hint: "apt-get install clang-19, or set CLANG"),
            Requirement(name: wasmLD, hint: "apt-get install lld-19, or set WASM_LD"),
            Requirement(
                name: "\(wasiSysroot)/lib/wasm32-wasi/libc.a",
                hint: "apt-get install wasi-libc libclang-rt-19-dev-wasm32, or set WASI_SYSROOT"),
        ]
        if cpp {
            needed += [
                Requirement(name: clangxx, hint: "apt-get install clang-19, or set CLANGXX"),
                Requirement(
                    name: "\(wasiSysroot)/lib/wasm32-wasi/libc++.a",
                    hint: "apt-get install libc++-19-dev-wasm32, or set WASI_SYSROOT"),
            ]
        }
        return needed
    }
}

extension String {
    /// A path as one name: `a/b.c` and `a_b.c` stay apart.
    fileprivate var objectName: String {
        map { $0 == "/" ? "+" : $0 == "+" ? "++" : String($0) }.joined()
    }
}
