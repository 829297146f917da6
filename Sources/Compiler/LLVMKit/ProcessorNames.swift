internal import CLLVM
internal import LLVMShim

/// What LLVM calls the processors of a target.
package enum ProcessorNames {
    /// - Parameter features: what each of them must have, e.g. "+64bit,+sse2".
    package static func all(triple: String, with features: String) -> [String] {
        LLVMRuntime.prepare()
        let collector = BytesCollector()
        LLVMShimVisitProcessors(
            triple, features, BytesCollector.visit,
            Unmanaged.passUnretained(collector).toOpaque())
        return collector.results.map { String(decoding: $0, as: UTF8.self) }
    }

    /// This machine's: its name, and all features that it has or lacks. A virtual machine may lack
    /// what the name promises.
    package static var host: (name: String, features: String) {
        func text(_ message: UnsafeMutablePointer<CChar>?) -> String {
            guard let message else { return "" }
            defer { LLVMDisposeMessage(message) }
            return String(cString: message)
        }
        return (text(LLVMGetHostCPUName()), text(LLVMGetHostCPUFeatures()))
    }
}
