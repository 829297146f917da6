package import Foundation
internal import Synchronization

/// A process that tests start: a tool to its end, or a server while it is needed.
///
/// Not Foundation's, which sees an end only when all that inherited a socket of it have ended too,
/// among them what another test has started in the same instant.
package final class SpawnedProcess: Sendable {
    package let identifier: Int32
    private let ended = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - words: a program, which may be on the `PATH`, and its arguments.
    ///   - environment: beside the tests' own.
    ///   - output: a file for what it writes, like `errors`.
    package init(
        _ words: [String], in folder: URL, environment: [String: String] = [:],
        output: String = "/dev/null", errors: String = "/dev/null"
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var identifier: pid_t = 0
        // A program that is not there ends with 127.
        let command = ["/usr/bin/env", "--chdir=\(folder.path)"] + words
        let code = withCStrings(command) { argv in
            withCStrings(all.map { "\($0)=\($1)" }) { envp in
                spawn(&identifier, argv, envp, &actions)
            }
        }
        guard code == 0 else { throw NotStarted(program: words[0], code: code) }
        self.identifier = identifier
    }

    package struct NotStarted: Error, CustomStringConvertible {
        var program: String
        package var code: Int32

        package var description: String {
            "\(program) cannot be started: \(String(cString: strerror(code)))"
        }
    }

    /// Its exit status, or 128 and the number of the signal that ended it.
    package func wait() -> Int32 {
        ended.withLock { ended in
            if let ended { return ended }
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
            ended = code
            return code
        }
    }

    package var isRunning: Bool {
        ended.withLock { ended in
            var information = siginfo_t()
            guard ended == nil,
                waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) == 0
            else { return false }
            return information._sifields._sigchld.si_pid == 0
        }
    }

    /// Ends it at once: nothing that it has is needed any more.
    package func stop() {
        if ended.withLock({ $0 == nil }) { kill(identifier, SIGKILL) }
        _ = wait()
    }

    deinit { stop() }
}

/// Signals that are blocked or ignored here are not there.
private func spawn(
    _ identifier: inout pid_t, _ argv: [UnsafeMutablePointer<CChar>?],
    _ envp: [UnsafeMutablePointer<CChar>?], _ actions: inout posix_spawn_file_actions_t
) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    return posix_spawn(&identifier, "/usr/bin/env", &actions, &attributes, argv, envp)
}

private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    pointers.append(nil)
    return body(pointers)
}
