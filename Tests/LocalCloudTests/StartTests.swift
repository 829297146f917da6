import LocalCloud
import Testing

/// What a bootstrap is started with, and every way in which it cannot be.
@Suite(.timeLimit(.minutes(15))) struct StartTests {
    @Test func theEnvironmentIsLambdasAndTheUsers() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            for name in sorted(os.environ):
                if name not in ("AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_LOG_STREAM_NAME", "LC_CTYPE"):
                    log(name + "=" + os.environ[name])
            log(os.getcwd(), sys.stdin.read() == "")
            print("to stderr", file=sys.stderr, flush=True)
            call("POST", "invocation/" + id + "/response", b"1")
            next()
            """)
        let (_, log) = try await fake.invoke(environment: ["GREETING": "a b", "TZ": "UTC"])
        let folder = fake.folder
        #expect(
            log.split(separator: "\n") == [
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256", "AWS_LAMBDA_FUNCTION_NAME=fake",
                "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/fake",
                "AWS_REGION=us-east-1", "GREETING=a b", "LAMBDA_TASK_ROOT=\(folder)",
                "LANG=en_US.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin:/opt/bin", "TZ=UTC",
                "_HANDLER=fake.handler", "\(folder) True", "to stderr",
            ])
    }

    @Test func thereIsNoSuchFile() async {
        let lambda = LocalLambda(
            FunctionSettings(name: "a", bootstrap: "/nowhere/bootstrap", handler: "a.b"))
        await #expect(throws: LocalLambdaError.bootstrapNotFound(path: "/nowhere/bootstrap")) {
            try await lambda.invoke(event: [])
        }
    }

    @Test func aFolderIsNotABootstrap() async {
        let lambda = LocalLambda(FunctionSettings(name: "a", bootstrap: "/tmp", handler: "a.b"))
        await #expect(throws: LocalLambdaError.bootstrapNotAFile(path: "/tmp")) {
            try await lambda.invoke(event: [])
        }
    }

    @Test func itMustBeExecutable() async throws {
        let fake = try FakeBootstrap(bytes: Array("#!/bin/sh\n".utf8), mode: 0o644)
        let path = fake.path
        await #expect(throws: LocalLambdaError.bootstrapNotExecutable(path: path)) {
            try await fake.invoke()
        }
    }

    static let wrongFormats: [([UInt8], String)] = [
        ([], "an empty file"),
        ([0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0], "a WebAssembly module; compile it first"),
        (Array("hello\n".utf8), "neither an ELF executable nor a script that starts with #!"),
        (elf(machine: 20), "an executable for ELF machine 20"),
        (elf(machine: 62), "an x86-64 executable"),
        (elf(machine: 183), "an arm64 executable"),
    ]

    /// The first 64 bytes of an ELF file, without the program that should follow.
    static func elf(machine: UInt8) -> [UInt8] {
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9) + [2, 0, machine, 0]
            + [UInt8](repeating: 0, count: 44)
    }

    @Test(arguments: wrongFormats) func itMustRunHere(bytes: [UInt8], found: String) async throws {
        let fake = try FakeBootstrap(bytes: bytes, mode: 0o755)
        let path = fake.path
        await #expect(throws: LocalLambdaError.bootstrapWrongFormat(path: path, found: found)) {
            try await fake.invoke()
        }
    }

    @Test func itsInterpreterMustExist() async throws {
        let fake = try FakeBootstrap(bytes: Array("#!/nowhere/python\n".utf8), mode: 0o755)
        let path = fake.path
        await #expect(throws: LocalLambdaError.interpreterMissing(path: path)) {
            try await fake.invoke()
        }
    }

    @Test func whatLambdaWouldRefuseIsRefused() async throws {
        let fake = try FakeBootstrap("next()")
        await #expect(throws: LocalLambdaError.reservedVariable(name: "_HANDLER")) {
            try await fake.invoke(environment: ["_HANDLER": "x"])
        }
        await #expect(throws: LocalLambdaError.invalidTimeout(.zero)) {
            try await fake.invoke(timeout: .zero)
        }
        let size = RuntimeAPI.payloadLimit + 1
        await #expect(
            throws: LocalLambdaError.eventTooLarge(size: size, limit: RuntimeAPI.payloadLimit)
        ) {
            try await fake.invoke([UInt8](repeating: 32, count: size))
        }
    }

    @Test func errorsSayWhatToDo() {
        #expect(
            LocalLambdaError.bootstrapNotExecutable(path: "a/bootstrap").description
                == "a/bootstrap: not executable; Lambda would refuse it too. Run: chmod +x a/bootstrap"
        )
        #expect(
            LocalLambdaError.bootstrapWrongFormat(path: "b", found: "an arm64 executable")
                .description
                == "b: cannot be run on this machine (\(Machine.name)): it is an arm64 executable")
    }
}
