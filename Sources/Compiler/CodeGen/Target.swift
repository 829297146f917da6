internal import LLVMKit

/// A machine that bootstraps are made for.
package enum Architecture: String, CaseIterable, Sendable {
    case x86_64
    case arm64

    /// The machine that this program was compiled for.
    package static var host: Architecture {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }

    package var triple: String {
        switch self {
        case .x86_64: "x86_64-unknown-linux-musl"
        case .arm64: "aarch64-unknown-linux-musl"
        }
    }

    /// The linker's name for the output format.
    package var linkerEmulation: String {
        switch self {
        case .x86_64: "elf_x86_64"
        case .arm64: "aarch64linux"
        }
    }
}

package enum OptimizationLevel: String, CaseIterable, Sendable {
    case o0 = "0"
    case o1 = "1"
    case o2 = "2"
    case o3 = "3"
    case size = "s"

    /// As `opt -passes` takes it. Level 1 is for development: what makes code much smaller and costs
    /// little.
    var pipeline: String {
        switch self {
        case .o1:
            "function(sroa<modify-cfg>,early-cse,simplifycfg,"
                + "instcombine<no-verify-fixpoint>,simplifycfg)"
        default: "default<O\(rawValue)>"
        }
    }

    /// Whether the module is optimised before it is divided, so that functions of different parts
    /// can be inlined into one another.
    var optimizesWhole: Bool { self != .o0 && self != .o1 }

    /// Whether unchanged parts are worth keeping for the next compile: those that are made for
    /// development.
    package var keepsObjects: Bool { !optimizesWhole }

    var effort: TargetMachine.Effort {
        switch self {
        case .o0: .none
        case .o1: .less
        case .o2, .size: .standard
        case .o3: .aggressive
        }
    }
}
