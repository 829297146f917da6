package import Archive
internal import Crypto

/// `sha256:` and 64 hexadecimal digits: the name of a blob, made from its bytes.
package struct Digest: Hashable, Sendable {
    /// In lower case.
    package let hex: String

    package init?(_ text: String) {
        let prefix = "sha256:"
        let digits = text.utf8.dropFirst(prefix.utf8.count)
        let isHex = digits.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard text.utf8.starts(with: prefix.utf8), digits.count == 64, isHex else { return nil }
        hex = String(Substring(digits))
    }

    package init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    fileprivate init(_ digest: SHA256.Digest) {
        hex = digest.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}

extension Digest: CustomStringConvertible {
    package var description: String { "sha256:" + hex }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a SHA-256 digest")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Counts and digests what is written, on its way to another sink.
package final class DigestSink: ByteSink {
    package private(set) var size: UInt64 = 0
    private var hash = SHA256()
    private let sink: (any ByteSink)?

    package init(to sink: (any ByteSink)? = nil) { self.sink = sink }

    package func write(_ bytes: RawSpan) throws(ArchiveError) {
        size += UInt64(bytes.byteCount)
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        try sink?.write(bytes)
    }

    /// Of what has been written until now.
    package var digest: Digest { Digest(hash.finalize()) }
}

/// Digests what is read.
final class DigestStream: ByteStream {
    private let stream: any ByteStream
    private var hash = SHA256()

    init(_ stream: any ByteStream) { self.stream = stream }

    var position: UInt64 { stream.position }

    func read(into buffer: inout [UInt8]) throws(ArchiveError) -> Int {
        let count = try stream.read(into: &buffer)
        buffer[..<count].withUnsafeBytes { hash.update(bufferPointer: $0) }
        return count
    }

    var digest: Digest { Digest(hash.finalize()) }
}
