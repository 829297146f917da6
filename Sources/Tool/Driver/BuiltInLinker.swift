internal import Foundation
internal import LLDShim
internal import NativeLinker

/// LLVM's linker, in a process of its own: this program under the linker's name.
///
/// LLD cannot run twice at a time in one process, and `cast` links many functions at once.
package enum BuiltInLinker {
    /// Becomes the linker if the process was started as that; else returns.
    package static func runIfCalled() {
        let words = CommandLine.arguments
        let called = words.first.map { URL(fileURLWithPath: $0).lastPathComponent }
        guard called == NativeLinker.name else { return }
        let copies = words.map { strdup($0) }
        copies.map { UnsafePointer($0) }.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            LLDShimRun(Int32(buffer.count), base)
        }
    }
}
