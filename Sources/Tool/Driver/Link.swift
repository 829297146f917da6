internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import LLVMKit
internal import NativeLinker

/// Objects to what the user asked for.
extension Compilation {
    static func stem(_ output: String) -> String {
        let name = URL(fileURLWithPath: output).lastPathComponent
        return name.hasSuffix(".o") ? String(name.dropLast(2)) : name
    }

    var headerPath: String {
        (output.hasSuffix(".o") ? String(output.dropLast(2)) : output) + ".h"
    }

    func link(_ objects: ModuleObjects, _ toolchain: Toolchain) async throws {
        try await Files.withTemporaryFolder { folder in
            var linker = NativeLinker(
                libraryFolder: toolchain.libraryFolder(options.architecture),
                linker: toolchain.linker)
            linker.runtime = options.runtime
            linker.emulation = options.architecture.linkerEmulation
            var contents = objects.code + [objects.trace]
            if !options.config.isEmpty { contents.append(try configObject(options)) }
            for (number, contents) in contents.enumerated() {
                let path = "\(folder)/\(number).o"
                try Files.write(contents, to: path)
                linker.objects.append(path)
            }
            if let interface {
                try await linkObject(linker, interface, in: folder)
            } else {
                try await linkExecutable(linker)
            }
        }
    }

    private func linkExecutable(_ linker: NativeLinker) async throws {
        try await OutputFile(output).make { temporary in
            do throws(LinkError) {
                try await linker.link(to: temporary)
            } catch {
                throw Diagnostic(error, output: output)
            }
        }
    }

    private func linkObject(_ linker: NativeLinker, _ interface: CInterface, in folder: String)
        async throws
    {
        let whole = "\(folder)/whole.o"
        let symbols = interface.publishedSymbols
        do throws(LinkError) {
            try await linker.linkObject(to: whole, roots: symbols.keys.sorted())
        } catch {
            throw Diagnostic(error, output: output)
        }
        let linked = try Files.read(whole)
        let object: [UInt8]
        do throws(LLVMError) {
            object = try publish(symbols, of: linked)
        } catch {
            throw Diagnostic(.defect, at: .file(output), error.description)
        }
        let header = CHeader(interface: interface, object: "\(Self.stem(output)).o").text
        try await Files.put(Array(header.utf8), at: headerPath)
        try await Files.put(object, at: output)
    }
}

/// The object that leaves the configuration in a program.
private func configObject(_ options: CompileOptions) throws(Diagnostic) -> [UInt8] {
    do {
        return try options.config.object(try options.processor.machine(options.level))
    } catch {
        throw Diagnostic(.defect, at: .tool, error.description)
    }
}
