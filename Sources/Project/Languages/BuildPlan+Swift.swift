internal import Manifest

/// Embedded Swift, together with the SDK.
extension BuildRequest {
    func swift() throws(LanguageError) -> BuildPlan {
        let sources = sources(["swift"]).filter { $0 != "Package.swift" }
        guard !sources.isEmpty else { throw failure(.noSource(.swift)) }
        var plan = plan(.swift, module: "\(place.build)/function.wasm")
        plan.folders = [place.build]
        plan.requirements = [
            Requirement(
                name: toolchain.swiftc, hint: "https://www.swift.org/install, 6.3 or later"),
            Requirement(name: toolchain.clang, hint: "apt-get install clang-19, or set CLANG"),
            Requirement(name: toolchain.wasmLD, hint: "apt-get install lld-19, or set WASM_LD"),
        ]
        plan.steps = [
            step(
                ["\(place.sdk)/swift/build.sh", plan.module] + sources.map(\.asArgument),
                [
                    "SWIFTC": toolchain.swiftc, "CLANG": toolchain.clang,
                    "WASM_LD": toolchain.wasmLD, "HANDLERS": try handlerName(),
                    "SDK_OBJECTS": "\(place.sdk)/swift/.build/asml",
                ])
        ]
        return plan
    }
}
