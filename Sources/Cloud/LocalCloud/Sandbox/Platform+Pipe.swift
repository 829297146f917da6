internal import Dispatch
internal import Foundation

extension Platform {
    /// A pipe whose reading end never blocks. Closed with the last reference to it.
    final class Pipe: @unchecked Sendable {
        private let reading: Int32
        let writing: Int32
        private var source: (any DispatchSourceRead)?

        init?() {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            (reading, writing) = (ends[0], ends[1])
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        }

        /// To be called once, before the pipe is shared.
        func onReadable(_ body: @escaping @Sendable () -> Void) {
            let source = DispatchSource.makeReadSource(fileDescriptor: reading)
            source.setEventHandler(handler: body)
            source.resume()
            self.source = source
        }

        /// What is there; nil when that is nothing.
        func read() -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: 65536)
            let count = Foundation.read(reading, &bytes, bytes.count)
            return count > 0 ? Array(bytes[..<count]) : nil
        }

        deinit {
            let (reading, writing) = (reading, writing)
            if let source {
                source.setCancelHandler { close(reading) }
                source.cancel()
            } else {
                close(reading)
            }
            close(writing)
        }
    }

    /// All of it; there is nobody to tell when it fails.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}
