import Foundation
import Testing
import ToolFixtures

/// IOmods on their way from a package to where functions find them, unpacked.
@Suite(.timeLimit(.minutes(20))) struct IOmodProjectTests {
    private static let place = "iomod/std.net.http@1.2.3"

    @Test func zipsGetALayerAndImagesAnImageLayer() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        let registry = try await DockerRegistry(in: project.scratch.path)
        try await project.packIOmod()
        let example = "\(try Programs.folder(.example))/c-function.wasm"
        let module = [UInt8](try Data(contentsOf: URL(fileURLWithPath: example)))
        try project.addService("site", functions: ["greet": module, "zipped": module])
        try project.edit("services/site/service.toml") {
            Array(
                String(decoding: $0, as: UTF8.self).replacing(
                    "name = \"greet\"\n",
                    with: "name = \"greet\"\nprovider = \"aws-lambda-alpine\"\n"
                ).utf8) + Array(Self.dependency("file\"\nfrom = \"http.iomod").utf8)
        }
        try await project.succeed("cast")
        let zip = try project.bytes("net/services/site/iomods-x86_64.zip")
        let list = try await runTool(
            [
                "python3", "-c",
                """
                import zipfile
                for i in zipfile.ZipFile("net/services/site/iomods-x86_64.zip").infolist():
                    print("%o" % (i.external_attr >> 16 & 0o777), i.filename)
                """,
            ], in: URL(fileURLWithPath: project.root))
        #expect(
            list.output == """
                755 iomod/
                755 \(Self.place)/
                755 \(Self.place)/bin/
                755 \(Self.place)/bin/http
                755 \(Self.place)/iomod.toml

                """)
        try await project.succeed("bind", "--registry", registry.host)
        let state = try project.text("net/terraform.tfstate")
        #expect(state.contains("\"layer_name\": \"asml-hello-site-iomods-x86-64\""))
        #expect(state.contains(":layer:asml-hello-site-iomods-x86-64:1"))
        let root = try await RegisteredImages(registry, project).unpack("site")
        let program = try Data(
            contentsOf: URL(fileURLWithPath: "\(root)/opt/\(Self.place)/bin/http"))
        #expect(program == Data("program".utf8))
        #expect(try await project.succeed("cast").output.hasPrefix("Nothing to deploy"))
        #expect(try project.bytes("net/services/site/iomods-x86_64.zip") == zip)

        // Another package is another plan.
        try await project.packIOmod(program: "changed")
        let refused = try await project.asml("bind")
        #expect(refused.errors.contains("http.iomod: error: changed since"), "\(refused.errors)")
        let next = try await project.succeed("cast").output
        #expect(next.contains("aws_lambda_layer_version.site_x86-64"), "\(next)")
        #expect(next.contains("aws_lambda_function.site_greet"), "\(next)")
    }

    @Test func whatIsInARegistryIsLeftOutWithAWarning() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        let forms = ["registry", "oci\"\nfrom = \"oci://ghcr.io/a/b"]
        let before = try project.bytes("services/my-service/service.toml")
        for form in forms {
            try project.edit("services/my-service/service.toml") { _ in
                before + Array(Self.dependency(form).utf8)
            }
            let cast = try await project.succeed("cast", "--no-plan")
            #expect(
                cast.errors.contains("warning: IOmods out of registries are not packed yet"),
                "\(cast.errors)")
            #expect(cast.errors.contains("calls of 'std.net.http' return -1"), "\(cast.errors)")
            #expect(!project.exists("net/services/my-service/iomods-x86_64.zip"))
        }
    }

    private static func dependency(_ type: String) -> String {
        """

        [iomod.dependencies.http]
        coordinates = "std.net.http"
        version = "1.2.3"
        type = "\(type)"

        """
    }
}

extension TestProject {
    /// As AssemblyLift does: names begin with `./`, nothing is compressed, anybody may do all.
    func packIOmod(
        _ path: String = "http.iomod", coordinates: String = "std.net.http",
        version: String = "1.2.3", program: String = "program"
    ) async throws {
        let made = try await runTool(
            [
                "python3", "-c",
                """
                import sys, zipfile
                path, coordinates, version, program = sys.argv[1:]
                manifest = f'[iomod]\\ncoordinates = "{coordinates}"\\nversion = "{version}"\\n'
                manifest += '[process]\\nentrypoint = "bin/http"\\n'
                with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
                    for name, text in [("./iomod.toml", manifest), ("./bin/http", program)]:
                        info = zipfile.ZipInfo(name)
                        info.create_system = 3
                        info.external_attr = 0o100777 << 16
                        package.writestr(info, text)
                """, path, coordinates, version, program,
            ], in: URL(fileURLWithPath: root))
        try #require(made.status == 0, "\(made.errors)")
    }
}
