internal import Foundation
internal import Synchronization

/// Removes unfinished files, and ends what was started, when the user interrupts the tool.
enum Interruption {
    /// Once a signal has come, the lock is never free again: whatever wants to finish, to remove or
    /// to report something waits for the end of the process.
    private static let paths = Mutex<Set<String>>([])
    private static let endings = Mutex<[@Sendable () -> Void]>([])

    /// A signal handler may do little more than write; a thread at the other end does the rest.
    private static let pipe: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        precondition(Foundation.pipe(&ends) == 0, "no pipe: \(Files.reason(errno))")
        // Neither the linker nor a program that is started gets them.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    private static let watcher: Void = {
        _ = pipe
        for number in [SIGINT, SIGTERM, SIGHUP] { watch(number) }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while Foundation.read(pipe.reading, &byte, 1) != 1 {}
            paths.withLock { paths in
                // First of all what still writes into these files.
                for ending in endings.withLock({ $0 }) { ending() }
                for path in paths { Files.remove(path) }
                _exit(128 + Int32(byte))
            }
        }
    }()

    private static func watch(_ number: Int32) {
        let previous = signal(number) { number in
            let code = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = Foundation.write(Interruption.pipe.writing, &byte, 1)
            errno = code
        }
        // What `nohup` or a shell's `&` ignores stays ignored.
        if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
            signal(number, SIG_IGN)
        }
    }

    /// Something to be done when the user interrupts the tool: it ends then.
    static func onInterrupt(_ ending: @escaping @Sendable () -> Void) {
        _ = watcher
        endings.withLock { $0.append(ending) }
    }

    /// Whether the user has lost patience since the last time; for what is done on an interruption.
    static func wasRepeated() -> Bool {
        var end = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        return poll(&end, 1, 0) == 1 && Foundation.read(pipe.reading, &byte, 1) == 1
    }

    /// To be called before there is anything at the path.
    static func removeOnInterrupt(_ path: String) {
        _ = watcher
        paths.withLock { _ = $0.insert(path) }
    }

    /// To be called when there is nothing any more at the path.
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    /// Does something that an interruption comes before or after, never amid.
    static func between(_ body: () -> Bool) -> Bool {
        paths.withLock { _ in body() }
    }
}
