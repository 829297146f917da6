package import Diagnostics
internal import Foundation
internal import LocalCloud

/// One event for a bootstrap, as `asml invoke` takes it.
package struct InvokeOptions: Sendable {
    package var bootstrap: String
    package var handler = "function.handler"
    package var timeoutSeconds = 3
    package var memoryMegabytes = 128
    package var environment: [String: String] = [:]

    package init(bootstrap: String) { self.bootstrap = bootstrap }
}

/// Runs a bootstrap under a Lambda of our own: the answer goes to standard output, what Lambda and
/// the function log to standard error.
///
/// - Returns: whether the function answered, rather than failed.
package func invoke(event: [UInt8], _ options: InvokeOptions) async throws(Diagnostic) -> Bool {
    let name = options.handler.split(separator: ".").first.map(String.init) ?? "function"
    var settings = FunctionSettings(
        name: name, bootstrap: options.bootstrap, handler: options.handler)
    settings.timeout = .seconds(options.timeoutSeconds)
    settings.memoryMegabytes = options.memoryMegabytes
    settings.environment = options.environment
    let lambda = LocalLambda(settings)
    let report: InvocationReport
    do {
        report = try await lambda.invoke(event: event) { requestId in
            Console.complain("\(InvocationReport.startLine(requestId: requestId))\n")
        }
    } catch {
        throw Diagnostic(at: .tool, error.description)
    }
    for line in report.closingLines { Console.complain("\(line)\n") }
    try Console.write(report.payload)
    if isatty(STDOUT_FILENO) == 1 { try Console.print("\n") }
    return report.succeeded
}

/// The event from `--data` or `--file`; `-` is standard input.
package func readEvent(data: String?, file: String?) throws(Diagnostic) -> [UInt8] {
    if let data { return Array(data.utf8) }
    guard let file else { return Array("{}".utf8) }
    return try Files.read(file == "-" ? "/dev/stdin" : file)
}
