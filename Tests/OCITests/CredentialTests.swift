internal import Foundation
internal import OCI
internal import Testing

private func credentials(
    _ json: String, for registry: String = "r.io"
) async throws -> RegistryCredentials? {
    try await withFolder { folder in
        try write(Array(json.utf8), folder + "/config.json")
        return try await DockerConfig(folder + "/config.json").credentials(for: registry)
    }
}

private let auth = Data("asml:secret word".utf8).base64EncodedString()

@Test func theFileOfDockerLoginIsRead() async throws {
    #expect(try await credentials(#"{"auths":{"r.io":{"auth":"\#(auth)"}}}"#) == asmlUser)
    #expect(try await credentials(#"{"auths":{"https://r.io":{"auth":"\#(auth)"}}}"#) == asmlUser)
    let hub = #"{"auths":{"https://index.docker.io/v1/":{"auth":"\#(auth)"}}}"#
    #expect(try await credentials(hub, for: "docker.io") == asmlUser)
    #expect(try await credentials(#"{"auths":{"other.io":{"auth":"\#(auth)"}}}"#) == nil)
    #expect(try await credentials(#"{"auths":{"r.io":{}}}"#) == nil)
    #expect(try await credentials("{}") == nil)
    #expect(try await DockerConfig("/nowhere/config.json").credentials(for: "r.io") == nil)
}

@Test func aBrokenFileIsRefusedWithoutItsSecrets() async {
    await expectError(.malformed) { try await credentials("{") }
    let error = await expectError(.credentials) {
        try await credentials(#"{"auths":{"r.io":{"auth":"secret"}}}"#)
    }
    #expect(error?.description.contains("secret") == false)
    let token = await expectError(.credentials) {
        try await credentials(#"{"auths":{"r.io":{"identitytoken":"secret"}}}"#)
    }
    #expect(token?.description.contains("secret") == false)
}

/// With a program `docker-credential-<name>` in a folder.
private func withHelper(
    _ name: String, _ script: String, _ body: (String) async throws -> Void
) async throws {
    try await withFolder { folder in
        let program = "\(folder)/docker-credential-\(name)"
        try write(Array("#!/bin/sh\n\(script)\n".utf8), program)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: program)
        try await body(folder)
    }
}

@Test func helpersAreAskedWithoutAShell() async throws {
    let script = """
        test "$1" = get || exit 3
        read -r server
        case "$server" in
        r.io) echo '{"ServerURL":"r.io","Username":"asml","Secret":"secret word"}' ;;
        broken.io) echo 'nonsense' ;;
        failing.io) echo 'secret'; exit 1 ;;
        token.io) echo '{"Username":"<token>","Secret":"secret"}' ;;
        *) echo 'credentials not found in native keychain'; exit 1 ;;
        esac
        """
    try await withHelper("asml-test", script) { (folder: String) async throws -> Void in
        func ask(_ json: String, _ registry: String) async throws -> RegistryCredentials? {
            try write(Array(json.utf8), folder + "/config.json")
            let config = try DockerConfig(folder + "/config.json", helpers: folder)
            return try await config.credentials(for: registry)
        }
        let one = #"{"credHelpers":{"r.io":"asml-test"}}"#
        #expect(try await ask(one, "r.io") == asmlUser)
        #expect(try await ask(one, "other.io") == nil)
        let all = #"{"credsStore":"asml-test"}"#
        #expect(try await ask(all, "r.io") == asmlUser)
        #expect(try await ask(all, "other.io") == nil)
        await expectError(.malformed) { try await ask(all, "broken.io") }
        await expectError(.credentials) { try await ask(all, "token.io") }
        let error = await expectError(.credentials) { try await ask(all, "failing.io") }
        #expect(error?.description.contains("secret") == false)
    }
}

@Test(arguments: ["../x", "a b", "x;reboot", "/bin/sh", "é", "$(x)"])
func whatIsNoNameOfAHelperIsNotRun(name: String) async {
    await expectError(.credentials) { try await credentials(#"{"credsStore":"\#(name)"}"#) }
}

@Test func aHelperThatIsMissingIsSaid() async {
    let error = await expectError(.credentials) {
        try await credentials(#"{"credsStore":"asml-no-such-helper"}"#)
    }
    #expect(error?.place == "docker-credential-asml-no-such-helper")
}

@Test func credentialsNeverBecomeText() {
    var dumped = ""
    dump(asmlUser, to: &dumped)
    for text in ["\(asmlUser)", String(reflecting: asmlUser), dumped] {
        #expect(!text.contains("secret"))
    }
}
