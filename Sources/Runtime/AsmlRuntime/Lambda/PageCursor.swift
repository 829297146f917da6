/// Hands out an event or a response one page at a time (docs/asml-abi.md). Past the end a page is
/// all zeros.
package struct PageCursor {
    private var position = 0

    package init() {}

    package mutating func first(of bytes: Bytes, into page: UnsafeMutableRawBufferPointer) {
        position = 0
        next(of: bytes, into: page)
    }

    package mutating func next(of bytes: Bytes, into page: UnsafeMutableRawBufferPointer) {
        let count = min(page.count, bytes.count - position)
        UnsafeMutableRawBufferPointer(rebasing: page[..<count])
            .copyMemory(from: bytes.slice(position, position + count))
        UnsafeMutableRawBufferPointer(rebasing: page[count...]).initializeMemory(
            as: UInt8.self, repeating: 0)
        position += count
    }
}
