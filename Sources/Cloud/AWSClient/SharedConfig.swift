/// One file of `~/.aws`: sections of settings, each with the line it was written in.
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct SharedConfig: Equatable, Sendable {
    struct Value: Equatable, Sendable {
        var text: String
        /// Settings below this one, indented more than it: `s3 =` and what follows.
        var nested: [String: Value] = [:]
        var path: String
        var line: Int

        var place: AWSError.Place { .file(path, line: line) }
    }

    typealias Section = [String: Value]

    private(set) var sections: [String: Section] = [:]

    init() {}

    /// - Parameter path: for places in errors.
    init(_ text: String, path: String) throws(AWSError) {
        var section: String?
        var key: String?
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let place = AWSError.Place.file(path, line: index + 1)
            let trimmed = line.trimmed
            if trimmed.isEmpty || trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
            if let first = line.first, first.isWhitespace {
                guard let section, let key else {
                    throw Self.malformed(place, "an indented line that belongs to no setting")
                }
                try extend(section, key, with: trimmed, at: place)
            } else if trimmed.hasPrefix("[") {
                let name = try Self.sectionName(trimmed, at: place)
                guard sections[name] == nil else {
                    throw Self.malformed(place, "the section is there twice")
                }
                sections[name] = [:]
                section = name
                key = nil
            } else {
                guard let section else {
                    throw Self.malformed(place, "a setting outside of any section")
                }
                let (name, value) = try Self.setting(trimmed, at: place)
                guard sections[section]?[name] == nil else {
                    throw Self.malformed(place, "the setting is there twice in its section")
                }
                sections[section]?[name] = Value(text: value, path: path, line: index + 1)
                key = name
            }
        }
    }

    // Never quotes the line: it may be a secret in the wrong place.
    private static func malformed(_ place: AWSError.Place, _ what: String) -> AWSError {
        AWSError(.configuration, at: place, what)
    }

    private mutating func extend(
        _ section: String, _ key: String, with line: Substring, at place: AWSError.Place
    ) throws(AWSError) {
        guard var value = sections[section]?[key] else { return }
        if value.text.isEmpty {
            let (name, text) = try Self.setting(line, at: place)
            let number = if case .file(_, let line) = place { line } else { value.line }
            value.nested[name] = Value(text: text, path: value.path, line: number)
        } else {
            value.text += "\n\(line)"
        }
        sections[section]?[key] = value
    }

    /// `[profile "name"]` becomes `profile name`.
    private static func sectionName(
        _ line: Substring, at place: AWSError.Place
    ) throws(AWSError) -> String {
        guard let end = line.firstIndex(of: "]") else {
            throw malformed(place, "a section's name without its closing bracket")
        }
        let words = line[line.index(after: line.startIndex)..<end]
            .split(maxSplits: 1) { $0 == " " || $0 == "\t" }
        guard let first = words.first, !first.trimmed.isEmpty else {
            throw malformed(place, "a section without a name")
        }
        guard words.count == 2 else { return String(first.trimmed) }
        var name = words[1].trimmed
        for quote in ["\"", "'"] where name.count >= 2 {
            if name.hasPrefix(quote), name.hasSuffix(quote) { name = name.dropFirst().dropLast() }
        }
        return "\(first) \(name)"
    }

    private static func setting(
        _ line: Substring, at place: AWSError.Place
    ) throws(AWSError) -> (String, String) {
        guard let sign = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            throw malformed(place, "a line that is neither a section nor 'name = value'")
        }
        let name = line[..<sign].trimmed.lowercased()
        guard !name.isEmpty else { throw malformed(place, "a value without a name") }
        return (name, String(line[line.index(after: sign)...].trimmed))
    }
}

extension Substring {
    var trimmed: Substring {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return head[...last]
    }
}
