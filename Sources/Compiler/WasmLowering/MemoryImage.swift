internal import WasmModel

/// The first contents of a memory, page by page of the machine, as active data segments leave them;
/// pages that stay zero are absent. The runtime maps each chunk from the file (runtime-c/include/rt_module.h).
struct MemoryImage {
    struct Chunk: Equatable {
        /// In the memory.
        var offset: UInt64
        var bytes: [UInt8]
    }

    static let pageSize: UInt64 = 4096
    private var pages: [UInt64: [UInt8]] = [:]

    mutating func write(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        var rest = bytes
        var position = offset
        while !rest.isEmpty {
            let page = position / Self.pageSize
            let start = Int(position % Self.pageSize)
            let part = rest.prefix(Int(Self.pageSize) - start)
            var contents = pages.removeValue(forKey: page) ?? Self.emptyPage
            contents.replaceSubrange(start..<start + part.count, with: part)
            pages[page] = contents
            rest = rest.dropFirst(part.count)
            position += UInt64(part.count)
        }
    }

    /// Runs of neighbouring pages, by offset.
    var chunks: [Chunk] {
        var chunks: [Chunk] = []
        for page in pages.keys.sorted() {
            guard let contents = pages[page], contents.contains(where: { $0 != 0 }) else {
                continue
            }
            let offset = page * Self.pageSize
            if let last = chunks.last, last.offset + UInt64(last.bytes.count) == offset {
                chunks[chunks.count - 1].bytes += contents
            } else {
                chunks.append(Chunk(offset: offset, bytes: contents))
            }
        }
        return chunks
    }

    private static let emptyPage = [UInt8](repeating: 0, count: Int(pageSize))
}
