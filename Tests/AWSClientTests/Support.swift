import AWSClient
import Foundation

func pythonFile(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Python/\(name)").path
}
