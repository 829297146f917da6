package import Diagnostics

/// Why there was no invocation at all. What the function itself does wrong is in the report.
package enum LocalLambdaError: Error, Equatable, Sendable, CustomStringConvertible {
    case bootstrapNotFound(path: String)
    case bootstrapNotAFile(path: String)
    case bootstrapNotExecutable(path: String)
    /// The file is executable, but not here. `found` says what it is.
    case bootstrapWrongFormat(path: String, found: String)
    /// The file names an interpreter or dynamic loader that does not exist.
    case interpreterMissing(path: String)
    case cannotStart(path: String, reason: String)
    case cannotListen(at: String, String)
    case noLog
    case eventTooLarge(size: Int, limit: Int)
    case reservedVariable(name: String)
    case invalidTimeout(Duration)
    case tooManyInvocations(limit: Int)
    case cancelled
    /// There is no function of that name.
    case functionNotFound(name: String)
    case duplicateFunction(name: String)
    /// Two functions' routes would get the same requests.
    case routesCollide(RouteOrigin, RouteOrigin)
    case uncheckedIAM(function: String, at: SourceSpan?)
    case unknownAuthorizer(id: String, function: String, at: SourceSpan?)
    /// The function that an authorizer is.
    case unknownAuthorizerFunction(name: String, service: String, at: SourceSpan?)
    case credentialsForAll(service: String, at: SourceSpan?)
    case issuerNotUsable(issuer: String, at: SourceSpan?)
    case keyFileNotUsable(path: String, reason: String)

    package var description: String {
        switch self {
        case .bootstrapNotFound(let path):
            "\(path): no such file; compile the function first, or give the bootstrap's path"
        case .bootstrapNotAFile(let path):
            "\(path): not a regular file; a bootstrap is one executable file"
        case .bootstrapNotExecutable(let path):
            "\(path): not executable; Lambda would refuse it too. Run: chmod +x \(path)"
        case .bootstrapWrongFormat(let path, let found):
            "\(path): cannot be run on this machine (\(Machine.name)): it is \(found)"
        case .interpreterMissing(let path):
            "\(path): the interpreter or dynamic loader it asks for does not exist here"
        case .cannotStart(let path, let reason):
            "\(path): cannot be started: \(reason)"
        case .cannotListen(let address, let reason):
            "\(address): cannot listen: \(reason)"
        case .noLog:
            "no pipe for the function's log; too many files may be open"
        case .eventTooLarge(let size, let limit):
            "the event has \(size) bytes; Lambda takes at most \(limit)"
        case .reservedVariable(let name):
            "environment variable \(name) is set by Lambda itself; choose another name"
        case .invalidTimeout(let timeout):
            "a timeout of \(timeout) leaves the function no time; it must be positive"
        case .tooManyInvocations(let limit):
            "\(limit) invocations are under way already, which is the function's concurrency"
        case .cancelled:
            "stopped before the function had answered"
        case .functionNotFound(let name): "there is no function '\(name)'"
        case .duplicateFunction(let name): "there are two functions '\(name)'"
        case .routesCollide, .uncheckedIAM, .unknownAuthorizer, .unknownAuthorizerFunction,
            .credentialsForAll, .issuerNotUsable, .keyFileNotUsable:
            gatewayDescription
        }
    }
}
