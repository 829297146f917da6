import Foundation
import LocalCloud
import Testing
import ToolFixtures

/// Functions as images: from the manifest into a registry, and out of it again, by tools of
/// others, as a root file system that the function runs in.
@Suite(.timeLimit(.minutes(20))) struct ImageProjectTests {
    @Test(.enabled(if: geteuid() == 0, "chroot is root's"))
    func whatIsInTheRegistryRuns() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        let registry = try await DockerRegistry(in: project.scratch.path)
        try await writeServices(project)
        try await project.succeed("cast")
        try await project.succeed("bind", "--registry", registry.host)
        let registered = RegisteredImages(registry, project)
        for (service, machine) in [
            ("empty", "amd64"), ("tar", "amd64"), ("layout", "amd64"), ("other", "arm64"),
        ] {
            let image = try await registered.inspect(service)
            #expect(image.mediaType == "application/vnd.oci.image.manifest.v1+json")
            #expect(image.isOneManifestOfGzippedLayers)
            #expect(image.config.architecture == machine)
            #expect(image.config.os == "linux")
            #expect(image.config.config.Entrypoint == ["/bootstrap"])
            #expect(image.config.config.Cmd == ["greet.handler"])
            #expect(image.config.config.WorkingDir == "/var/task")
            #expect(image.config.config.Env.contains("FROM=below") == (service == "layout"))
            // What Lambda is told is what is there.
            let state = try project.text("net/terraform.tfstate")
            #expect(state.contains("asml-hello-\(service)-greet@\(image.digest)"))
            let root = try await registered.unpack(service)
            try await checkModes(root)
            if service == "other" {
                let program = try Data(contentsOf: URL(fileURLWithPath: "\(root)/bootstrap"))
                #expect(program[18] == 183, "the ELF file's machine")
                continue
            }
            #expect(try await answer(in: root, image).contains("Hello, Ada!"))
            if service == "tar" || service == "layout" {
                let user = try await execute("/usr/sbin/chroot", [root, "/usr/bin/whoami"])
                #expect(user.output == "somebody\n", "\(user)")
            } else {
                #expect(try names(in: root) == ["bootstrap", "opt", "tmp", "var"])
            }
        }
        // All is there, and nothing is sent or made twice.
        try project.edit("services/tar/service.toml") {
            $0 + Array("environment = { NEW = \"1\" }\n".utf8)
        }
        try await project.succeed("cast")
        let again = try await project.succeed("bind", "--registry", registry.host)
        #expect(again.output.contains("version 2"))
        #expect(try await registered.tags("tar").count == 1)
    }

    private func writeServices(_ project: TestProject) async throws {
        let example = "\(try Programs.folder(.example))/c-function.wasm"
        let module = [UInt8](try Data(contentsOf: URL(fileURLWithPath: example)))
        try await Self.makeBases(project)
        let options = [
            "empty": "", "tar": "base_image = \"root.tar\"", "layout": "base_image = \"base\"",
            "other": "architecture = \"\(Target.arm64)\"",
        ]
        for (service, options) in options {
            let provider = """
                [service.provider]
                name = "aws-lambda-alpine"
                [service.provider.options]
                \(options)
                """
            try project.addService(service, provider: provider, functions: ["greet": module])
        }
    }

    /// A small root file system of musl's as a tar, and as an image that umoci makes.
    private static func makeBases(_ project: TestProject) async throws {
        try project.scratch.write(
            "whoami.c",
            """
            #include <pwd.h>
            #include <stdio.h>
            int main(void) {
                struct passwd *user = getpwuid(1000);
                return puts(user ? user->pw_name : "?") < 0;
            }
            """)
        let made = try await shell(
            """
            set -e
            machine=$(uname -m)-linux-musl libraries=/usr/lib/$(uname -m)-linux-musl
            mkdir -p root/bin root/etc root/lib root/tmp root/var/task root/usr
            clang-19 --target=$machine -O2 -static -nostdlib -nostdinc -fuse-ld=lld \
                -isystem /usr/include/$machine whoami.c $libraries/crt1.o $libraries/crti.o \
                $libraries/libc.a $libraries/crtn.o -o root/bin/whoami
            echo 'somebody:x:1000:1000::/:/bin/sh' > root/etc/passwd
            ln -s whoami root/bin/sh
            ln -s ../bin root/usr/bin
            tar --sort=name --owner=0 --group=0 --numeric-owner -C root -cf hello/root.tar .
            umoci init --layout hello/base
            umoci new --image hello/base:latest
            umoci insert --image hello/base:latest root /
            umoci config --image hello/base:latest --config.env FROM=below
            """, in: project.scratch)
        try #require(made.status == 0, "\(made.output)\(made.errors)")
    }

    /// Lambda chooses the user, who must be able to read all and to write into `/tmp`.
    private func checkModes(_ root: String) async throws {
        let paths = ["bootstrap", "tmp", "var/task"].map { "\(root)/\($0)" }
        let modes = try await execute("/usr/bin/stat", ["-c", "%a"] + paths).output
        #expect(modes == "755\n1777\n755\n")
    }

    /// As Lambda runs an image: by its config, as a user without rights.
    private func answer(in root: String, _ image: RegisteredImages.Image) async throws -> String {
        let outside = try Scratch()
        let command = (image.config.config.Entrypoint + image.config.config.Cmd)
            .joined(separator: " ")
        let variables = image.config.config.Env.map { "'\($0)'" }.joined(separator: " ")
        let entry = try outside.write(
            "bootstrap",
            Array(
                """
                #!/bin/sh
                exec env -i AWS_LAMBDA_RUNTIME_API="$AWS_LAMBDA_RUNTIME_API" \(variables) \
                    /usr/sbin/chroot --userspec=993:990 \(root) \(command)
                """.utf8), executable: true)
        let report = try await LocalLambda(entry, "greet.handler").invoke(
            event: Array(#"{"name":"Ada"}"#.utf8))
        return String(decoding: report.payload, as: UTF8.self)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
