internal import Foundation
internal import Subprocess
internal import SystemPackage

/// A program of the user's that prints credentials, run without a shell.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
struct CredentialProcess: Sendable {
    private static let longest = 1 << 16

    var command: String
    var place: AWSError.Place
    var environment: [String: String]
    /// It may ask a person.
    var timeout: Duration = .seconds(120)

    func run() async throws(AWSError) -> Credentials {
        guard let words = Self.words(command), let tool = words.first, !tool.isEmpty else {
            throw failure("the command is empty or has a quote without its end")
        }
        // What it prints to either side may be a secret, so nothing of it is repeated.
        guard let output = try await output(of: tool, Array(words.dropFirst())) else {
            throw failure("the command failed")
        }
        let issued = try IssuedCredentials.decode(output, at: place)
        guard issued.Version == 1 else {
            throw failure("what the command printed has no 'Version' of 1")
        }
        return try issued.credentials(at: place)
    }

    private func output(of tool: String, _ arguments: [String]) async throws(AWSError) -> [UInt8]? {
        let variables = environment.map { (Environment.Key(rawValue: $0), $1) }
            .compactMap { key, value in key.map { ($0, value) } }
        let environment = Environment.custom(Dictionary(variables) { $1 })
        let timeout = timeout
        do {
            return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
                group.addTask {
                    let result = try await Subprocess.run(
                        tool.contains("/") ? .path(FilePath(tool)) : .name(tool),
                        arguments: Arguments(arguments), environment: environment,
                        output: .bytes(limit: Self.longest), error: .discarded)
                    return result.terminationStatus.isSuccess ? result.standardOutput : nil
                }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    throw AWSError(.timeout, at: place, "the command did not end in time")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch let error as AWSError {
            throw error
        } catch {
            if Task.isCancelled { throw AWSError(.cancelled, at: place, "it was cancelled") }
            throw failure("the command cannot be run, or prints too much")
        }
    }

    private func failure(_ message: String) -> AWSError {
        AWSError(.credentials, at: place, message)
    }

    /// The words of a command line with a POSIX shell's quotes and backslashes, and nothing else
    /// of a shell. Nil when a quote has no end.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = Substring(line)
        while let character = rest.popFirst() {
            if character == "\\", quote != "'" {
                guard let next = rest.popFirst() else { return nil }
                let kept = quote == "\"" && next != "\"" && next != "\\"
                word = (word ?? "") + (kept ? "\\\(next)" : "\(next)")
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + "\(character)" }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + "\(character)"
            }
        }
        guard quote == nil else { return nil }
        if let last = word { words.append(last) }
        return words
    }
}
