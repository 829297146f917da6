/// The machine that this program was compiled for.
package enum Machine {
    #if arch(x86_64)
        package static let name = "x86-64"
        /// As ELF numbers them.
        static let other: UInt16 = 183
    #elseif arch(arm64)
        package static let name = "arm64"
        static let other: UInt16 = 62
    #else
        package static let name = "unknown"
        static let other: UInt16 = 0
    #endif
}

/// What can be said about a bootstrap before it is started, and after it could not be.
struct BootstrapFile: Sendable {
    let path: String
    /// Where it runs.
    var folder: String
    /// What it is started by; nil for the system itself.
    var emulator: String?

    init(checking path: String) throws(LocalLambdaError) {
        switch Platform.kind(ofFile: path) {
        case .missing: throw .bootstrapNotFound(path: path)
        case .notAFile: throw .bootstrapNotAFile(path: path)
        case .notExecutable: throw .bootstrapNotExecutable(path: path)
        case .executable: self.path = Platform.resolved(path)
        }
        let end = self.path.lastIndex(of: "/") ?? self.path.startIndex
        folder = end == self.path.startIndex ? "/" : String(self.path[..<end])
    }

    /// The error behind a refused `exec`. The file was there a moment ago, so "no such file"
    /// means the interpreter.
    func startError(number: Int32?, otherwise: String) -> LocalLambdaError {
        switch number {
        case Platform.wrongFormatError?: .bootstrapWrongFormat(path: path, found: format)
        case Platform.missingFileError?: .interpreterMissing(path: path)
        case let number?: .cannotStart(path: path, reason: Platform.describe(error: number))
        case nil: .cannotStart(path: path, reason: otherwise)
        }
    }

    /// What the first bytes say the file is.
    var format: String {
        let head = Platform.firstBytes(ofFile: path, count: 20) ?? []
        if head.isEmpty { return "an empty file" }
        if head.starts(with: [0x00, 0x61, 0x73, 0x6D]) {
            return "a WebAssembly module; compile it first"
        }
        switch Self.machine(head) {
        case nil: return "neither an ELF executable nor a script that starts with #!"
        case 62?: return "an x86-64 executable"
        case 183?: return "an arm64 executable"
        case let machine?: return "an executable for ELF machine \(machine)"
        }
    }

    /// Of an ELF file.
    var machine: UInt16? {
        Self.machine(Platform.firstBytes(ofFile: path, count: 20) ?? [])
    }

    private static func machine(_ head: [UInt8]) -> UInt16? {
        guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46]), head.count == 20 else { return nil }
        return UInt16(head[18]) | UInt16(head[19]) << 8
    }
}
