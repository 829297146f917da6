internal import Foundation

/// The few questions that only the system can answer.
enum Platform {
    static func unixMilliseconds() -> Int64 {
        Int64(Date.now.timeIntervalSince1970 * 1000)
    }

    static func utcDate() -> (year: Int, month: Int, day: Int) {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }

    /// The largest resident size the process has had, from `/proc`.
    ///
    /// Not `wait4`: there `ru_maxrss` starts at the size of the process that spawned it, which
    /// is larger than most bootstraps. `nil` once the process has ended.
    static func peakResidentBytes(ofProcess id: Int32) -> Int? {
        guard let status = firstBytes(ofFile: "/proc/\(id)/status", count: 4096) else {
            return nil
        }
        let text = String(decoding: status, as: UTF8.self)
        for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            return fields.dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        return nil
    }

    static func killGroup(_ id: Int32) { kill(-id, SIGKILL) }

    static func firstBytes(ofFile path: String, count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = read(descriptor, &bytes, count)
        return length < 0 ? nil : Array(bytes.prefix(length))
    }

    enum FileKind { case missing, notAFile, notExecutable, executable }

    static func kind(ofFile path: String) -> FileKind {
        let facts = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        guard let facts else { return .missing }
        guard facts[.type] as? FileAttributeType == .typeRegular else { return .notAFile }
        return access(path, X_OK) == 0 ? .executable : .notExecutable
    }

    /// The path without symbolic links, `.` and `..`; the path itself if there is none.
    static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static let missingFileError = ENOENT
    static let wrongFormatError = ENOEXEC

    static func describe(error number: Int32) -> String {
        String(cString: strerror(number))
    }
}
