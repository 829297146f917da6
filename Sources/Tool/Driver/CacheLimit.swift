internal import Foundation

/// What keeps the cache from growing: what has not been used for the longest time goes first.
extension Cache {
    /// In bytes; `ASML_CACHE_LIMIT` says it in MiB.
    static func limit(_ environment: [String: String]) -> Int {
        let mebibytes = environment["ASML_CACHE_LIMIT"].flatMap(Int.init) ?? 1024
        let (bytes, isTooMuch) = max(0, mebibytes).multipliedReportingOverflow(by: 1 << 20)
        return isTooMuch ? Int.max : bytes
    }

    struct Entry {
        var path: String
        var size: Int
        /// In seconds since 1970.
        var used: Int
        /// Not finished: its maker may still be at work, or was killed.
        var isTemporary: Bool
    }

    var entries: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            return Entry(
                path: path, size: Int(status.st_size), used: status.st_mtim.tv_sec,
                isTemporary: name.hasPrefix("."))
        }
    }

    /// Before something is added. Whoever needs what is removed here makes it again.
    func makeRoom(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        let limit = Self.limit(environment)
        let yesterday = Int(Date().timeIntervalSince1970) - 24 * 60 * 60
        var size = 0
        for entry in entries.sorted(by: { ($0.used, $0.path) > ($1.used, $1.path) }) {
            if entry.isTemporary {
                if entry.used < yesterday { Files.remove(entry.path) }
                continue
            }
            size += entry.size
            if size > limit { Files.remove(entry.path) }
        }
    }

    static func markAsUsed(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }
}
