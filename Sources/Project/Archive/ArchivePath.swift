/// The name of an entry: relative, without `.` and `..`, so that it stays in the folder it is put in.
package struct ArchivePath: Sendable {
    /// Names between slashes; empty for the archive's own root.
    package let text: String

    package enum Problem: Hashable, Sendable {
        case absolute, parent, nul, backslash, notUTF8, emptyComponent, tooLong
        /// A second entry of the same name.
        case duplicate
        /// An entry below one that is no folder.
        case belowFile
        /// A link to what is not in the archive.
        case linkOutside
    }

    static let longest = 4096
    static let longestComponent = 255

    /// Takes `./` in front and `/` at the end, as archivers write them.
    package init(_ text: String) throws(ArchiveError) {
        try self.init(text, at: 0)
    }

    init(_ text: String, at offset: UInt64) throws(ArchiveError) {
        if let problem = Self.problem(with: text) {
            throw Self.refused(text, problem, at: offset)
        }
        var components = text.utf8.split(separator: UInt8(ascii: "/"))
        while components.first.map({ $0.elementsEqual(".".utf8) }) ?? false {
            components.removeFirst()
        }
        self.text = components.map { Substring($0) }.joined(separator: "/")
    }

    init(bytes: some Collection<UInt8>, at offset: UInt64) throws(ArchiveError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.refused(String(decoding: bytes, as: UTF8.self), .notUTF8, at: offset)
        }
        try self.init(text, at: offset)
    }

    /// What a link in this place may name: `..` leads up only at its front, where all folders are
    /// real, and no higher than the root.
    func checkLink(target bytes: some Collection<UInt8>, at offset: UInt64) throws(ArchiveError)
        -> String
    {
        guard let target = String(validating: bytes, as: UTF8.self) else {
            throw Self.refused(text, .notUTF8, at: offset)
        }
        let parts = target.utf8.split(separator: UInt8(ascii: "/"))
        let up = parts.prefix { $0.elementsEqual("..".utf8) }.count
        let isInside =
            !parts.isEmpty && target.utf8.first != UInt8(ascii: "/") && up <= depth
            && !target.utf8.contains(0) && target.utf8.count <= Self.longest
            && !parts.dropFirst(up).contains { $0.elementsEqual("..".utf8) }
        guard isInside else { throw Self.refused(text, .linkOutside, at: offset) }
        return target
    }

    private static func problem(with text: String) -> Problem? {
        let bytes = text.utf8
        if bytes.isEmpty { return .emptyComponent }
        if bytes.count > longest { return .tooLong }
        if bytes.contains(0) { return .nul }
        if bytes.contains(UInt8(ascii: "\\")) { return .backslash }
        if bytes.first == UInt8(ascii: "/") { return .absolute }
        var components = bytes.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if components.last?.isEmpty ?? false { components.removeLast() }
        var inFront = true
        for component in components {
            if component.elementsEqual("..".utf8) { return .parent }
            if component.count > longestComponent { return .tooLong }
            let isDot = component.elementsEqual(".".utf8)
            if component.isEmpty || (isDot && !inFront) { return .emptyComponent }
            inFront = inFront && isDot
        }
        return nil
    }

    static func refused(_ name: String, _ problem: Problem, at offset: UInt64) -> ArchiveError {
        ArchiveError(.path(problem), at: offset, in: name, problem.message)
    }

    package var isRoot: Bool { text.isEmpty }

    /// The names from the root on.
    var components: [String] {
        text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    /// The last of them.
    var name: String { components.last ?? "" }

    /// How many folders it lies below.
    var depth: Int { text.utf8.count { $0 == UInt8(ascii: "/") } }

    /// The folder it is in; nil for what is in the root, and for the root.
    package var parent: ArchivePath? {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return ArchivePath(checked: String(text[..<slash]))
    }

    private init(checked text: String) { self.text = text }

    package static let root = ArchivePath(checked: "")
}

/// By bytes: two spellings of one character are two names, as they are on the disk.
extension ArchivePath: Hashable, Comparable {
    package static func == (left: ArchivePath, right: ArchivePath) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package static func < (left: ArchivePath, right: ArchivePath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension ArchivePath.Problem {
    var message: String {
        switch self {
        case .absolute: "the name is absolute"
        case .parent: "the name has a '..' in it"
        case .nul: "the name has a NUL byte in it"
        case .backslash: "the name has a backslash in it"
        case .notUTF8: "the name is not UTF-8"
        case .emptyComponent: "the name, or a part of it, is empty"
        case .tooLong: "the name is too long"
        case .duplicate: "the name is there twice"
        case .belowFile: "the entry lies below one that is no folder"
        case .linkOutside: "the link leads out of the archive"
        }
    }
}
