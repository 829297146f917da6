import CRuntimeABI

/// The calls of IOmods that an invocation has made, and their answers (docs/asml-abi.md). An ioid
/// is used once in the life of the process, so that a late answer finds nobody.
package struct IOCalls: ~Copyable {
    package enum State { case pending, ready, unknown }

    private struct Call: ~Copyable {
        var state = State.pending
        var response = ByteBuffer()
    }

    /// Of this invocation, by their ids from `firstID` on. Those behind `count` are kept for their
    /// buffers.
    private var calls: UnsafeMutablePointer<Call>?
    private var capacity = 0
    private var made = 0
    private var count = 0
    private var firstID: Int32 = 1

    private var active: Int32?
    private var page = PageCursor()

    /// What is kept of a response's memory for the next invocations.
    private static let keptBytes = 64 << 10
    private static let keptCalls = 16

    package init() {}

    deinit {
        calls?.deinitialize(count: made)
        calls?.deallocate()
    }

    /// A new call's id; nil when there are no more.
    package mutating func begin() -> Int32? {
        guard Int(firstID) + count < Int32.max else { return nil }
        if count == made { addCall() }
        guard let calls else { return nil }
        calls[count].state = .pending
        count += 1
        return firstID + Int32(count - 1)
    }

    private mutating func addCall() {
        if made == capacity { grow() }
        guard let calls else { return }
        (calls + made).initialize(to: Call())
        made += 1
    }

    private mutating func grow() {
        let larger = max(8, capacity * 2)
        let moved = UnsafeMutablePointer<Call>.allocate(capacity: larger)
        if let calls {
            moved.moveInitialize(from: calls, count: made)
            calls.deallocate()
        }
        calls = moved
        capacity = larger
    }

    private func call(_ id: Int32) -> UnsafeMutablePointer<Call>? {
        guard id >= firstID, Int(id) - Int(firstID) < count else { return nil }
        return calls.map { $0 + Int(id - firstID) }
    }

    package func state(_ id: Int32) -> State { call(id)?.pointee.state ?? .unknown }

    /// Of a call that is ready; valid until the next change.
    package func response(_ id: Int32) -> Bytes? {
        guard let call = call(id), call.pointee.state == .ready else { return nil }
        return call.pointee.response.bytes
    }

    /// Nothing happens to a call that is not pending: only its first answer counts.
    package mutating func answer(_ id: Int32, _ body: (inout ByteBuffer) -> Void) {
        guard let call = call(id), call.pointee.state == .pending else { return }
        call.pointee.response.removeAll()
        body(&call.pointee.response)
        call.pointee.state = .ready
    }

    /// - Returns: what it was before.
    package mutating func cancel(_ id: Int32) -> State {
        guard let call = call(id) else { return .unknown }
        let state = call.pointee.state
        call.pointee.state = .unknown
        call.pointee.response.removeAll(keeping: Self.keptBytes)
        if active == id { active = nil }
        return state
    }

    /// The end of an invocation: from here on its ids are unknown.
    package mutating func endAll() -> EndedCalls {
        let ended = EndedCalls(ids: firstID..<firstID + Int32(count))
        firstID = ended.ids.upperBound
        count = 0
        active = nil
        return ended
    }

    package func wasPending(_ id: Int32, in ended: EndedCalls) -> Bool {
        guard let calls, ended.ids.contains(id) else { return false }
        return calls[Int(id - ended.ids.lowerBound)].state == .pending
    }

    /// Gives back what the next invocation is not likely to need.
    package mutating func release(_ ended: EndedCalls) {
        guard let calls else { return }
        for index in 0..<ended.ids.count {
            calls[index].response.removeAll(keeping: index < Self.keptCalls ? Self.keptBytes : 0)
        }
    }
}

/// The calls of an invocation that is over.
package struct EndedCalls {
    package let ids: Range<Int32>
}

/// Responses one IO page at a time.
extension IOCalls {
    /// Makes a response the active one and fills the page with its beginning.
    package mutating func load(_ id: Int32, into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        guard let response = response(id) else { return false }
        active = id
        page.first(of: response, into: bytes)
        return true
    }

    package mutating func next(into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        guard let active, let response = response(active) else { return false }
        page.next(of: response, into: bytes)
        return true
    }
}
