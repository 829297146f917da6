internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import NativeLinker
internal import WasmLowering

/// How the compiler makes a function's bootstrap: the manifest's words for it are its options.
struct CompileSettings {
    /// Nil: this machine's.
    var architecture: String?
    var optimize: String
    var cpu: String?
    var isolates: Bool

    func options(at place: Diagnostic.Place) throws(Diagnostic) -> CompileOptions {
        let machine = architecture.map { Architecture(rawValue: $0) } ?? .host
        let name = optimize == "size" ? OptimizationLevel.size.rawValue : optimize
        guard let machine, let level = OptimizationLevel(rawValue: name)
        else { preconditionFailure("the manifest has architectures and levels of its own") }
        var options = CompileOptions()
        options.runtime = .lambda
        options.level = level
        options.config.isolates = isolates
        options.processor = try processor(machine, place)
        return options
    }

    private func processor(_ architecture: Architecture, _ place: Diagnostic.Place)
        throws(Diagnostic) -> Processor
    {
        guard let cpu else { return .baseline(architecture) }
        do {
            return try Processor(architecture, named: cpu)
        } catch {
            throw Diagnostic(at: place, error.message)
        }
    }
}

/// A bootstrap for any machine, in the cache or, without one, in a place of the caller's.
///
/// - Returns: where it is, and whether it was not there before.
func compileIntoCache(
    _ module: [UInt8], named name: String, _ options: CompileOptions, instead: String
) async throws -> (path: String, isNew: Bool) {
    let source = try await ModuleSource(module, named: name)
    guard let cache = try? Cache() else {
        try await compile(source, to: instead, options)
        return (instead, true)
    }
    let path = try cache.program(for: module, options)
    if FileManager.default.isExecutableFile(atPath: path) {
        Cache.markAsUsed(path)
        return (path, false)
    }
    cache.makeRoom()
    try await compile(source, to: path, options)
    return (path, true)
}
