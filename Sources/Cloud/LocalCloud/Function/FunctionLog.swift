internal import Synchronization

/// What a function's processes write, on its way to ours: line by line behind the function's name,
/// and its end kept for callers that ask for it.
final class FunctionLog: Sendable {
    /// What Lambda gives back of an invocation's log.
    static let tailSize = 4096
    /// A line that is longer is broken; a function that never ends one must not fill our memory.
    static let longestLine = 64 * 1024
    /// What one call takes at most: a function that writes without end must not hold its caller.
    private static let readsAtOnce = 64

    private struct State {
        var line: [UInt8] = []
        var tail: [UInt8] = []
    }

    private let prefix: [UInt8]
    private let descriptor: Int32
    private let ends: Platform.Pipe
    private let state = Mutex(State())

    /// - Parameter label: stands before each line; empty for none.
    init(label: String, descriptor: Int32) throws(LocalLambdaError) {
        prefix = label.isEmpty ? [] : Array("\(label) | ".utf8)
        self.descriptor = descriptor
        guard let ends = Platform.Pipe() else {
            throw .noLog
        }
        self.ends = ends
        ends.onReadable { [weak self] in self?.drain() }
    }

    /// For the process to write to.
    var writingEnd: Int32 { ends.writing }

    /// Takes all that was written so far.
    func drain() {
        state.withLock { state in
            for _ in 0..<Self.readsAtOnce {
                guard let bytes = ends.read() else { return }
                take(bytes, &state)
            }
        }
    }

    private func take(_ bytes: [UInt8], _ state: inout State) {
        state.tail.append(contentsOf: bytes)
        if state.tail.count > 2 * Self.tailSize {
            state.tail.removeFirst(state.tail.count - Self.tailSize)
        }
        state.line.append(contentsOf: bytes)
        if state.line.count > Self.longestLine, !bytes.contains(0x0a) { state.line.append(0x0a) }
        guard let end = state.line.lastIndex(of: 0x0a) else { return }
        write(state.line[...end])
        state.line.removeFirst(end + 1)
    }

    /// Lambda's own line.
    func add(_ line: String) {
        drain()
        let bytes = Array("\(line)\n".utf8)
        state.withLock { take(bytes, &$0) }
    }

    /// From here on what is written belongs to the next invocation.
    func startTail() { state.withLock { $0.tail = [] } }

    func tail() -> [UInt8] {
        drain()
        return state.withLock { Array($0.tail.suffix(Self.tailSize)) }
    }

    /// A last line that was not ended.
    func finish() {
        drain()
        state.withLock { state in
            if !state.line.isEmpty { take([0x0a], &state) }
        }
    }

    private func write(_ lines: ArraySlice<UInt8>) {
        var text: [UInt8] = []
        for line in lines.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false) {
            text += prefix + line + [0x0a]
        }
        Platform.write(text, to: descriptor)
    }
}
