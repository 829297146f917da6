internal import Foundation
internal import Subprocess

/// The credentials that `docker login` keeps: `config.json` and the helpers that it names.
package struct DockerConfig: Sendable {
    private let path: String
    private let file: File

    private struct File: Decodable {
        var auths: [String: Login]?
        var credHelpers: [String: String]?
        var credsStore: String?

        struct Login: Decodable {
            var auth: String?
            var identitytoken: String?
        }
    }

    /// `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`.
    package static var usualPath: String {
        if let folder = ProcessInfo.processInfo.environment["DOCKER_CONFIG"], !folder.isEmpty {
            return folder + "/config.json"
        }
        return NSHomeDirectory() + "/.docker/config.json"
    }

    /// Without a file, there are no credentials.
    package init(_ path: String = usualPath) throws(OCIError) {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            file = File()
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OCIError(.credentials, in: path, "cannot be read")
        }
        file = try JSON.decode(Array(data), in: path)
    }

    /// Of the registry's own helper, of the helper for all, or of the file.
    package func credentials(for registry: String) async throws(OCIError) -> RegistryCredentials? {
        let names = Self.names(of: registry)
        let helper =
            names.lazy.compactMap { file.credHelpers?[$0] }.first ?? file.credsStore
        if let helper, !helper.isEmpty {
            for name in names {
                if let found = try await Self.ask(helper, for: name, path) { return found }
            }
        }
        guard let login = names.lazy.compactMap({ file.auths?[$0] }).first else { return nil }
        return try credentials(of: login, registry)
    }

    private func credentials(
        of login: File.Login, _ registry: String
    ) throws(OCIError) -> RegistryCredentials? {
        if let token = login.identitytoken, !token.isEmpty {
            throw OCIError(
                .credentials, in: path, "identity tokens are not supported (for \(registry))")
        }
        // A helper leaves an empty entry here.
        guard let auth = login.auth, !auth.isEmpty else { return nil }
        guard let data = Data(base64Encoded: auth),
            let text = String(validating: data, as: UTF8.self),
            let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        else {
            throw OCIError(
                .credentials, in: path, "'auth' is no base64 of 'user:password' (for \(registry))")
        }
        return RegistryCredentials(
            user: String(text[..<colon]), password: String(text[text.utf8.index(after: colon)...]))
    }

    /// Docker Hub goes by an old address.
    private static func names(of registry: String) -> [String] {
        registry == "docker.io"
            ? ["https://index.docker.io/v1/", "docker.io"]
            : [
                registry, "https://\(registry)", "https://\(registry)/v1/",
                "https://\(registry)/v2/",
            ]
    }

    private struct Answer: Decodable {
        var Username: String
        var Secret: String
    }

    /// `docker-credential-X get`, without a shell; the registry goes in by standard input.
    private static func ask(
        _ helper: String, for name: String, _ path: String
    ) async throws(OCIError) -> RegistryCredentials? {
        let allowed = helper.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "-_.".utf8.contains($0)
        }
        guard allowed else {
            throw OCIError(.credentials, in: path, "the name of a credential helper is no name")
        }
        let program = "docker-credential-\(helper)"
        let success: Bool
        let output: String
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: ["get"], input: .string(name),
                output: .string(limit: 1 << 16), error: .discarded)
            success = result.terminationStatus.isSuccess
            output = result.standardOutput
        } catch {
            throw OCIError(.credentials, in: program, "cannot be run")
        }
        guard success else {
            if output.contains("credentials not found") { return nil }
            throw OCIError(.credentials, in: program, "failed for \(name)")
        }
        let answer: Answer = try JSON.decode(Array(output.utf8), in: program)
        guard answer.Username != "<token>" else {
            throw OCIError(.credentials, in: program, "identity tokens are not supported")
        }
        return RegistryCredentials(user: answer.Username, password: answer.Secret)
    }
}
