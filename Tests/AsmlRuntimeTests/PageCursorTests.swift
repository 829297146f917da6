import AsmlRuntime
import Testing

@Suite struct PageCursorTests {
    @Test(arguments: [0, 1, 7, 8, 9, 16, 17])
    func everyLength(_ length: Int) {
        let event = (0..<length).map { UInt8($0 + 1) }
        var pages = PageCursor()
        var page = [UInt8](repeating: 0xaa, count: 8)
        for round in 0..<4 {  // past the end, as old guests do
            event.withUnsafeBytes { event in
                page.withUnsafeMutableBytes { page in
                    if round == 0 {
                        pages.first(of: event, into: page)
                    } else {
                        pages.next(of: event, into: page)
                    }
                }
            }
            let left = Array(event.dropFirst(round * 8).prefix(8))
            #expect(page == left + [UInt8](repeating: 0, count: 8 - left.count))
        }
    }
}
