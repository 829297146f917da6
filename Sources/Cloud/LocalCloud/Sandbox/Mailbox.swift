internal import Synchronization

/// Messages from anywhere to one reader, in their order.
final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var messages: [Message] = []
        var reader: CheckedContinuation<Message, Never>?
    }

    private let state = Mutex(State())

    func put(_ message: Message) {
        let reader = state.withLock { state in
            let reader = state.reader
            if reader == nil { state.messages.append(message) }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: message)
    }

    /// Waits for one; there must be no other reader.
    func next() async -> Message {
        await withCheckedContinuation { continuation in
            let message = state.withLock { state -> Message? in
                if !state.messages.isEmpty { return state.messages.removeFirst() }
                precondition(state.reader == nil, "a mailbox has one reader")
                state.reader = continuation
                return nil
            }
            if let message { continuation.resume(returning: message) }
        }
    }
}
