import AsmlRuntime
import Testing

@Suite struct IOCallsTests {
    @Test func idsAreNeverUsedAgain() {
        var calls = IOCalls()
        #expect(calls.begin() == 1)
        #expect(calls.begin() == 2)
        let ended = calls.endAll()
        #expect(ended.ids == 1..<3)
        #expect(calls.state(1) == .unknown)
        #expect(calls.begin() == 3)
        #expect(calls.endAll().ids == 3..<4)
    }

    @Test func aCallHasOneAnswer() {
        var calls = IOCalls()
        guard let id = calls.begin() else { return }
        #expect(calls.state(id) == .pending)
        #expect(calls.response(id) == nil)
        calls.answer(id) { $0.append(Bytes("first")) }
        calls.answer(id) { $0.append(Bytes("second")) }
        #expect(string(calls.response(id)) == "first")
        #expect(calls.cancel(id) == .ready)
        #expect(calls.state(id) == .unknown)
        #expect(calls.cancel(id) == .unknown)
    }

    @Test func nobodyHearsALateAnswer() {
        var calls = IOCalls()
        guard let late = calls.begin(), calls.begin() != nil else { return }
        let ended = calls.endAll()
        #expect(calls.wasPending(late, in: ended) == true)
        calls.answer(late) { $0.append(Bytes("late")) }
        calls.release(ended)
        guard let next = calls.begin() else { return }
        #expect(calls.response(late) == nil)
        #expect(calls.response(next) == nil)
        calls.answer(next) { _ in }
        #expect(calls.response(next)?.count == 0)
    }

    /// More than are kept, with responses larger than what is kept of them.
    @Test func manyLargeResponses() {
        var calls = IOCalls()
        let size = 100_000
        for round in 0..<3 {
            var ids: [Int32] = []
            for number in 0..<40 {
                guard let id = calls.begin() else { return }
                ids.append(id)
                calls.answer(id) { for _ in 0..<size { $0.append(UInt8(number + round)) } }
            }
            for (number, id) in ids.enumerated() {
                #expect(calls.response(id)?.count == size)
                #expect(calls.response(id)?.last == UInt8(number + round))
            }
            calls.release(calls.endAll())
        }
    }

    @Test func pages() {
        var calls = IOCalls()
        var page = [UInt8](repeating: 0xff, count: 4)
        guard let id = calls.begin() else { return }
        let isLoaded = page.withUnsafeMutableBytes { calls.load(id, into: $0) }
        #expect(!isLoaded)
        calls.answer(id) { $0.append(Bytes("abcde")) }
        #expect(page.withUnsafeMutableBytes { calls.load(id, into: $0) })
        #expect(page == Array("abcd".utf8))
        #expect(page.withUnsafeMutableBytes { calls.next(into: $0) })
        #expect(page == [0x65, 0, 0, 0])
        #expect(page.withUnsafeMutableBytes { calls.next(into: $0) })
        #expect(page == [0, 0, 0, 0])
        _ = calls.endAll()
        #expect(!page.withUnsafeMutableBytes { calls.next(into: $0) })
    }
}
