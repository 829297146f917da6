import Foundation
import LocalCloud

/// A bootstrap written in a few lines of Python, in a folder of its own. Its path has no symbolic
/// links, so that errors and the environment name it as it is here.
struct FakeBootstrap: ~Copyable {
    let folder: String
    var path: String { folder + "/bootstrap" }
    var logPath: String { folder + "/log" }

    /// What every script may use.
    static let prelude = """
        #!/usr/bin/python3
        import http.client, os, socket, sys, time
        host = os.environ["AWS_LAMBDA_RUNTIME_API"]
        api = http.client.HTTPConnection(host)
        base = "/2018-06-01/runtime/"
        def call(method, path, body=None, headers={}, chunked=False):
            api.request(method, base + path, body, headers, encode_chunked=chunked)
            reply = api.getresponse()
            return reply, reply.read()
        def next():
            reply, event = call("GET", "invocation/next")
            return reply.headers["Lambda-Runtime-Aws-Request-Id"], event, reply.headers
        def log(*words):
            print(*words, flush=True)

        """

    init(_ script: String) throws {
        try self.init(bytes: Array((Self.prelude + script + "\n").utf8), mode: 0o755)
    }

    init(bytes: [UInt8], mode: Int) throws {
        let files = FileManager.default
        let temporary = files.temporaryDirectory.resolvingSymlinksInPath().path
        folder = temporary + "/asml-\(UUID().uuidString)"
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try Data(bytes).write(to: URL(filePath: folder + "/bootstrap"))
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: folder + "/bootstrap")
        try Data().write(to: URL(filePath: folder + "/log"))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func invoke(
        _ event: [UInt8] = Array("{}".utf8), timeout: Duration = .seconds(300),
        initLimit: Duration = .seconds(300), environment: [String: String] = [:]
    ) async throws -> (report: InvocationReport, log: String) {
        let descriptor = open(logPath, O_WRONLY | O_APPEND | O_CLOEXEC)
        defer { close(descriptor) }
        var settings = FunctionSettings(name: "fake", bootstrap: path, handler: "fake.handler")
        settings.timeout = timeout
        settings.memoryMegabytes = 256
        settings.environment = environment
        settings.initLimit = initLimit
        let lambda = LocalLambda(settings, logDescriptor: descriptor)
        let report = try await lambda.invoke(event: event)
        return (report, try String(contentsOfFile: logPath, encoding: .utf8))
    }
}
