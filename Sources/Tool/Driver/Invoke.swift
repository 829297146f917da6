internal import Diagnostics
internal import Foundation
package import LocalCloud

/// One event for a function, as `asml invoke` takes it.
package struct InvokeOptions: Sendable {
    package var function = FunctionOptions()
    package var compile = CompileOptions()
    /// Where a running `asml serve` listens; the function is one of its then.
    package var endpoint: String?
    /// The report on standard output, in the answer's place.
    package var answersJSON = false

    package init() {}
}

/// Runs a function once: the answer goes to standard output, what Lambda and the function log to
/// standard error.
///
/// - Parameter function: a bootstrap, a module, or a function of the application here.
/// - Returns: whether the function answered, rather than failed.
package func invoke(_ function: String, event: EventSource, _ options: InvokeOptions) async throws
    -> Bool
{
    if let endpoint = options.endpoint {
        let member = (try? ProjectFolder.root()).flatMap { _ in try? ProjectMember(function) }
        return try await invokeRemotely(function, event: try event.read(for: member), endpoint)
    }
    if FunctionSource.isFile(function) {
        let source = try FunctionSource(function)
        let settings = try await source.settings(options.function, options.compile)
        return try await invoke(settings, try event.read(), options)
    }
    let member = try ProjectMember(function)
    let bytes = try event.read(for: member)
    var settings = try await member.settings()
    settings.apply(options.function)
    return try await invoke(settings, bytes, options)
}

private func invoke(_ settings: FunctionSettings, _ event: [UInt8], _ options: InvokeOptions)
    async throws -> Bool
{
    Interruption.onInterrupt { RunningBootstraps.killAll() }
    let report = try await run(LocalLambda(settings), event)
    for line in report.closingLines { Console.complain("\(line)\n") }
    if options.answersJSON {
        try JSONText.print(ReportDocument(report))
    } else {
        try write(report.payload)
    }
    return report.succeeded
}

private func run(_ lambda: LocalLambda, _ event: [UInt8]) async throws(Diagnostic)
    -> InvocationReport
{
    do {
        return try await lambda.invoke(event: event) { requestId in
            Console.complain("\(InvocationReport.startLine(requestId: requestId))\n")
        }
    } catch {
        var notes: [String] = []
        if case .bootstrapWrongFormat = error, lambda.settings.emulator == nil {
            notes = ["QEMU runs programs of another architecture: qemu-user-static"]
        }
        throw Diagnostic(at: .tool, error.description, notes: notes)
    }
}

private func write(_ answer: [UInt8]) throws(Diagnostic) {
    try Console.write(answer)
    if isatty(STDOUT_FILENO) == 1 { try Console.print("\n") }
}

private func invokeRemotely(_ function: String, event: [UInt8], _ endpoint: String) async throws
    -> Bool
{
    guard let client = InvokeClient(url: endpoint) else {
        throw Diagnostic(
            at: .tool, "--endpoint-url '\(endpoint)' is not http://HOST:PORT",
            notes: ["'asml serve' prints its own when it is ready"])
    }
    let name = function.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? function
    let response: HTTPResponse
    do {
        response = try await client.invoke(name, event: event)
    } catch {
        throw Diagnostic(
            at: .tool, "no answer from \(endpoint): \(error)",
            notes: ["is 'asml serve' running there?"])
    }
    func header(_ name: String) -> String? {
        response.headers.first { $0.name.lowercased() == name }?.value
    }
    if let log = header("x-amz-log-result").flatMap({ Data(base64Encoded: $0) }) {
        Console.complain(String(decoding: log, as: UTF8.self))
    }
    guard response.status == 200 else {
        throw Diagnostic(
            at: .tool,
            "\(endpoint) answered \(response.status): "
                + String(decoding: response.body, as: UTF8.self))
    }
    try write(response.body)
    return header("x-amz-function-error") == nil
}

/// Where an event comes from; `-` as a file is standard input.
package enum EventSource: Sendable {
    case data(String)
    case file(String)
    case example(SampleEvent)

    /// - Parameter member: whose own triggers an example comes from.
    func read(for member: ProjectMember? = nil) throws(Diagnostic) -> [UInt8] {
        switch self {
        case .data(let text): Array(text.utf8)
        case .file(let path): try Files.read(path == "-" ? "/dev/stdin" : path)
        case .example(let example): member?.event(example) ?? example.bytes
        }
    }
}

/// `asml invoke --json`: times in milliseconds.
private struct ReportDocument: Encodable {
    var requestId: String
    var succeeded: Bool
    var payload: String
    var errorType: String?
    var initDuration: Double?
    var duration: Double?
    var maxMemoryUsed: Int?

    init(_ report: InvocationReport) {
        requestId = report.requestId
        succeeded = report.succeeded
        payload = String(decoding: report.payload, as: UTF8.self)
        if case .functionError(_, let type) = report.outcome { errorType = type }
        initDuration = report.initDuration.map(Self.milliseconds)
        duration = report.duration.map(Self.milliseconds)
        maxMemoryUsed = report.maxResidentBytes
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1000 + (Double(attoseconds) / 1e12).rounded() / 1000
    }
}
