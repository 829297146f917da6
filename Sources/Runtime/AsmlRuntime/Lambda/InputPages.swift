import CRuntimeABI

/// The event, one input page at a time (docs: the Asml ABI). Past the end a page is all zeros.
package struct InputPages {
    private var position = 0

    package init() {}

    package mutating func first(of event: Bytes, into page: UnsafeMutableRawBufferPointer) {
        position = 0
        next(of: event, into: page)
    }

    package mutating func next(of event: Bytes, into page: UnsafeMutableRawBufferPointer) {
        let count = min(page.count, event.count - position)
        UnsafeMutableRawBufferPointer(rebasing: page[..<count])
            .copyMemory(from: event.slice(position, position + count))
        UnsafeMutableRawBufferPointer(rebasing: page[count...]).initializeMemory(
            as: UInt8.self, repeating: 0)
        position += count
    }
}
