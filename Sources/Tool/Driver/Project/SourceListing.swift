internal import Crypto
internal import Diagnostics
internal import Foundation

/// The files below a folder, and what is in them.
enum SourceListing {
    /// Paths relative to the folder, sorted; links are named, never followed into folders.
    ///
    /// - Parameter counts: whether a file or folder is looked at.
    static func files(below folder: String, where counts: (String) -> Bool) -> [String] {
        var found: [String] = []
        var waiting = [""]
        while let relative = waiting.popLast() {
            let path = relative.isEmpty ? folder : "\(folder)/\(relative)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            for name in names {
                let inner = relative.isEmpty ? name : "\(relative)/\(name)"
                guard counts(inner) else { continue }
                var status = stat()
                guard lstat("\(folder)/\(inner)", &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR {
                    waiting.append(inner)
                } else {
                    found.append(inner)
                }
            }
        }
        return found.sorted()
    }

    /// Of a file's contents; nil when it cannot be read.
    static func digest(ofFile path: String) -> String? {
        guard let bytes = try? Files.read(path) else { return nil }
        return digest(bytes)
    }

    static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
