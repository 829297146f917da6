internal import Foundation
internal import Synchronization

/// Removes unfinished files when the user interrupts the tool.
enum Interruption {
    private static let paths = Mutex<Set<String>>([])
    /// A signal handler may do little more than write; a thread at the other end does the rest.
    private static let pipe = Pipe()

    private static let watcher: Void = {
        _ = pipe
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = Foundation.write(
                    Interruption.pipe.fileHandleForWriting.fileDescriptor, &byte, 1)
            }
        }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            let descriptor = pipe.fileHandleForReading.fileDescriptor
            while Foundation.read(descriptor, &byte, 1) != 1 {}
            for path in paths.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: path)
            }
            _exit(128 + Int32(byte))
        }
    }()

    static func removeOnInterrupt(_ path: String) {
        _ = watcher
        paths.withLock { _ = $0.insert(path) }
    }

    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }
}
