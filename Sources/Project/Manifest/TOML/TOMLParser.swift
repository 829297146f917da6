internal import TOMLShim

/// The first mistake of a file that is no TOML.
struct TOMLError: Error, Equatable, Sendable {
    var kind: ManifestIssue.Kind
    var place = TOMLRegion.Place(line: 1, column: 1)
    var message: String
}

/// A file as a tree of values that know where they were written.
struct TOMLDocument: Sendable {
    /// Far more than a manifest of 1000 functions.
    static let largest = 1 << 20

    let text: SourceText
    let root: TOMLTable

    init(file: String, bytes: [UInt8]) throws(TOMLError) {
        let (string, root) = try Self.parse(bytes)
        self.text = SourceText(file: file, text: string)
        self.root = root
    }

    /// The text without a byte order mark, and what it says.
    static func parse(_ bytes: [UInt8]) throws(TOMLError) -> (String, TOMLTable) {
        guard bytes.count <= largest else {
            throw TOMLError(
                kind: .tooLarge, message: "a manifest of more than \(largest >> 20) MiB")
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let string = String(validating: text, as: UTF8.self) else {
            throw TOMLError(
                kind: .notUTF8, place: validEnd(of: text), message: "this is not UTF-8")
        }
        return (string, try tree(of: text))
    }

    private static func tree(of text: ArraySlice<UInt8>) throws(TOMLError) -> TOMLTable {
        var failure = TOMLShimError()
        let document = text.withUnsafeBytes { bytes in
            TOMLShimParse(bytes.baseAddress, bytes.count, &failure)
        }
        guard let document else { throw TOMLError(failure, in: text) }
        defer { TOMLShimFree(document) }
        var count = 0
        guard let nodes = TOMLShimNodes(document, &count) else { return TOMLTable() }
        var walk = TreeWalk(nodes: UnsafeBufferPointer(start: nodes, count: count))
        return walk.next().value.table ?? TOMLTable()
    }

    /// Where the first byte is that belongs to no character.
    private static func validEnd(of text: ArraySlice<UInt8>) -> TOMLRegion.Place {
        var decoder = UTF8()
        var bytes = text.makeIterator()
        var place = TOMLRegion.Place(line: 1, column: 1)
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            if scalar == "\n" {
                place = TOMLRegion.Place(line: place.line + 1, column: 1)
            } else {
                place.column += 1
            }
        }
        return place
    }
}

/// Reads the shim's nodes, which stand in the order of a walk through the tree.
private struct TreeWalk {
    let nodes: UnsafeBufferPointer<TOMLShimNode>
    var index = 0

    mutating func next() -> TOMLTable.Entry {
        let node = nodes[index]
        index += 1
        let content: TOMLValue.Content
        switch node.kind {
        case TOMLShimTable, TOMLShimInlineTable:
            // The shim's tables are sorted by key.
            let entries = (0..<node.children).map { _ in next() }
                .sorted { $0.keyRegion.begin < $1.keyRegion.begin }
            content = .table(
                TOMLTable(entries: entries, isInline: node.kind == TOMLShimInlineTable))
        case TOMLShimArray: content = .array((0..<node.children).map { _ in next().value })
        case TOMLShimString: content = .string(string(node.text, node.text_size))
        case TOMLShimInteger: content = .integer(node.integer)
        case TOMLShimFloat: content = .float(node.number)
        case TOMLShimBoolean: content = .boolean(node.integer != 0)
        default: content = .date
        }
        return TOMLTable.Entry(
            key: string(node.key, node.key_size), keyRegion: TOMLRegion(node.key_region),
            value: TOMLValue(content: content, region: TOMLRegion(node.region)))
    }

    private func string(_ text: UnsafePointer<CChar>?, _ size: Int) -> String {
        let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : size)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TOMLRegion {
    fileprivate init(_ region: TOMLShimRegion) {
        begin = Place(region.begin)
        end = max(Place(region.end), begin)
    }
}

extension TOMLRegion.Place {
    fileprivate init(_ place: TOMLShimPlace) {
        self.init(line: Int(place.line), column: Int(place.column))
    }
}

extension TOMLError {
    fileprivate init(_ failure: TOMLShimError, in text: ArraySlice<UInt8>) {
        place = TOMLRegion.Place(failure.place)
        switch failure.failure {
        case TOMLShimTooDeep:
            kind = .tooDeep
            message = "tables within tables, deeper than any manifest"
        case TOMLShimNoMemory:
            kind = .tooLarge
            message = "no memory for this file"
        default:
            kind = .syntax
            message = withUnsafeBytes(of: failure.message) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            shorten()
            // toml++ says it behind the second value.
            if message.hasPrefix("cannot redefine") { place.column = firstColumn(in: text) }
        }
    }

    /// toml++ begins with what it was doing, which a reader sees from the place.
    private mutating func shorten() {
        guard message.hasPrefix("Error while parsing "),
            let colon = message.firstIndex(of: ":")
        else {
            message = message.prefix(1).lowercased() + message.dropFirst()
            return
        }
        message = String(message[colon...].dropFirst(2))
    }

    private func firstColumn(in text: ArraySlice<UInt8>) -> Int {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return 1 }
        return lines[place.line - 1].prefix { $0 == 0x20 || $0 == 0x09 }.count + 1
    }
}
