internal import Dispatch
internal import Foundation
internal import Synchronization

/// Removes unfinished files when the user interrupts the tool.
enum Interruption {
    private static let paths = Mutex<Set<String>>([])
    private static let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM, SIGHUP].map {
        number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            for path in paths.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: path)
            }
            signal(number, SIG_DFL)
            raise(number)
        }
        source.resume()
        return source
    }

    static func removeOnInterrupt(_ path: String) {
        _ = sources.count
        paths.withLock { _ = $0.insert(path) }
    }

    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }
}
