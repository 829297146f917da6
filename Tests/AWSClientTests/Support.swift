import AWSClient
import Foundation
import Glibc

func pythonFile(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Python/\(name)").path
}

/// A port of loopback that is taken and that nobody listens on: one that was closed may be another
/// test's the next moment.
final class SilentPort: Sendable {
    private let socket: Int32
    let number: Int

    init() throws {
        let new = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        socket = new
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(new, $0, size) != 0 || getsockname(new, $0, &size) != 0
            }
        }
        if failed { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(socket) }
}
