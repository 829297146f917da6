internal import Diagnostics
package import LLVMKit

/// The processor that code is made for: it may use all that this one has.
package struct Processor: Hashable, Sendable {
    package let architecture: Architecture
    /// LLVM's name.
    package let cpu: String
    /// What the name alone does not say, as LLVM takes it: "+avx2,-bmi".
    package let features: String

    /// What AWS Lambda's machines of an architecture have in common.
    package static func baseline(_ architecture: Architecture) -> Processor {
        Processor(architecture, cpu: architecture.baselineCPU)
    }

    private init(_ architecture: Architecture, cpu: String, features: String = "") {
        self.architecture = architecture
        self.cpu = cpu
        self.features = features
    }

    /// - Parameter name: LLVM's, or `native` for this machine's own.
    package init(_ architecture: Architecture, named name: String) throws(ProcessorError) {
        if name == "native" {
            guard architecture == .host else { throw .notThisMachine(architecture) }
            let host = ProcessorNames.host
            self.init(architecture, cpu: host.name, features: host.features)
            return
        }
        let known = Self.names(of: architecture)
        guard known.contains(name) else {
            throw .unknown(name, architecture, near: Self.near(name, known), known: known)
        }
        self.init(architecture, cpu: name)
    }

    /// LLVM's names of all that code can be made for.
    package static func names(of architecture: Architecture) -> [String] {
        ProcessorNames.all(triple: architecture.triple, with: architecture.neededFeatures)
    }

    /// The few that may be meant, by spelling or because one name is the start of the other.
    private static func near(_ name: String, _ known: [String]) -> [String] {
        let similar = similarNames(to: name, in: known)
        let related = known.filter {
            !name.isEmpty && ($0.hasPrefix(name) || name.hasPrefix($0))
        }
        return Array((similar + related.filter { !similar.contains($0) }).prefix(5))
    }

    package func machine(_ level: OptimizationLevel) throws(LLVMError) -> TargetMachine {
        try TargetMachine(
            triple: architecture.triple, cpu: cpu, features: features, effort: level.effort)
    }
}

package enum ProcessorError: Error, Equatable, Sendable {
    case unknown(String, Architecture, near: [String], known: [String])
    /// `native`, for an architecture that this machine does not have.
    case notThisMachine(Architecture)

    package var message: String {
        switch self {
        case .unknown(let name, let architecture, let near, let known):
            "LLVM knows no \(architecture.rawValue) processor '\(name)'; "
                + (near.isEmpty
                    ? "it knows \(known.joined(separator: ", "))."
                    : "did you mean \(near.joined(separator: ", "))?")
        case .notThisMachine(let architecture):
            "'native' is this machine, which is \(Architecture.host.rawValue); "
                + "name a processor of \(architecture.rawValue)."
        }
    }
}

extension Architecture {
    fileprivate var baselineCPU: String {
        switch self {
        case .x86_64: "x86-64-v3"
        case .arm64: "neoverse-n1"
        }
    }

    /// What the calling convention and the runtime archive need. LLVM also lists processors of 32
    /// bits.
    fileprivate var neededFeatures: String {
        switch self {
        case .x86_64: "+64bit,+sse2"
        case .arm64: "+fp-armv8,+neon"
        }
    }
}
