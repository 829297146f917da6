internal import Foundation

/// The part of Lambda's API that invokes functions, as the AWS CLI and SDKs call it:
/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
package struct InvokeEndpoint: Sendable {
    let functions: [String: LocalFunction]
    /// Other names of the same functions: `<service>.<function>`, which is no name in AWS.
    private let aliases: [String: String]

    /// Lambda's limits for the event: synchronous, and 1 MiB of an asynchronous one.
    static let largestEvent = 6 * 1024 * 1024
    static let largestAsynchronousEvent = 1024 * 1024

    package init(_ functions: [LocalFunction], aliases: [String: String] = [:]) {
        self.functions = Dictionary(
            functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.aliases = aliases
    }

    var inOrder: [LocalFunction] { functions.values.sorted { $0.name < $1.name } }

    func function(_ name: String) -> LocalFunction? {
        functions[name] ?? aliases[name].flatMap { functions[$0] }
    }

    package enum Route: Equatable, Sendable {
        case list
        case describe(String)
        case invoke(String)
        case invokeStreaming(String)

        package var method: String {
            switch self {
            case .list, .describe: "GET"
            case .invoke, .invokeStreaming: "POST"
            }
        }
    }

    /// - Returns: nil for what is none of these paths.
    package static func route(_ path: String) -> Route? {
        let parts = path.split(separator: "/").map { part in
            String(part).removingPercentEncoding ?? String(part)
        }
        guard parts.count >= 2, parts[1] == "functions" else { return nil }
        switch (parts[0], parts.count, parts.last ?? "") {
        case ("2015-03-31", 2, _): return .list
        case ("2015-03-31", 3, _): return .describe(parts[2])
        case ("2015-03-31", 4, "invocations"): return .invoke(parts[2])
        case ("2021-11-15", 4, "response-streaming-invocations"): return .invokeStreaming(parts[2])
        default: return nil
        }
    }

    func respond(_ route: Route, _ request: HTTPRequest, _ writer: HTTPResponseWriter) async {
        guard request.method == route.method else {
            var answer = APIError.method(request.method, route.method).response
            answer.headers.append(("Allow", route.method))
            await writer.send(answer)
            return
        }
        do {
            switch route {
            case .list: await writer.send(.json(200, ["Functions": try descriptions()]))
            case .describe(let name):
                let function = try find(name)
                await writer.send(
                    .json(
                        200,
                        ["Configuration": description(function), "Code": [String: String]()]))
            case .invoke(let name): await writer.send(try await invoke(find(name), request))
            case .invokeStreaming(let name): try await stream(find(name), request, writer)
            }
        } catch {
            let error = error as? APIError ?? .service("\(error)")
            // Within an answer there is no other way to say that it is not whole.
            await writer.hasBegun ? writer.abort() : writer.send(error.response)
        }
    }

    /// By name, partial or full ARN, with a version or alias behind it or not.
    private func find(_ name: String) throws -> LocalFunction {
        let parts = name.split(separator: ":").map(String.init)
        // What stands behind `function:` is the name, unless that is the function's own.
        let place = parts.firstIndex(of: "function").map { $0 + 1 } ?? 0
        let names = [parts.dropFirst(place).first, parts.first].compactMap(\.self)
        if let function = names.lazy.compactMap(function).first { return function }
        let arn = LambdaEnvironment.functionARN(name: names.first ?? name)
        throw APIError.notFound("Function not found: \(arn)")
    }

    private func descriptions() throws -> [[String: Any]] {
        inOrder.map(description)
    }

    private func description(_ function: LocalFunction) -> [String: Any] {
        let settings = function.settings
        return [
            "FunctionName": settings.name, "FunctionArn": settings.arn,
            "Runtime": "provided.al2023", "Handler": settings.handler,
            "Timeout": Int(settings.timeout.components.seconds),
            "MemorySize": settings.memoryMegabytes, "Version": "$LATEST",
            "PackageType": "Zip", "State": "Active", "LastUpdateStatus": "Successful",
        ]
    }
}

/// An error in the shape that AWS's SDKs decode.
struct APIError: Error {
    var status: Int
    var type: String
    var message: String

    static func notFound(_ message: String) -> APIError {
        APIError(status: 404, type: "ResourceNotFoundException", message: message)
    }
    static func tooLarge(_ size: Int, _ limit: Int) -> APIError {
        APIError(
            status: 413, type: "RequestTooLargeException",
            message: "\(size) byte payload is too large for the RequestResponse invocation type"
                + " (limit \(limit) bytes)")
    }
    static func invalid(_ message: String) -> APIError {
        APIError(status: 400, type: "InvalidRequestContentException", message: message)
    }
    static func method(_ given: String, _ taken: String) -> APIError {
        APIError(
            status: 405, type: "MethodNotAllowedException",
            message: "this path takes \(taken), not \(given)")
    }
    static func parameter(_ message: String) -> APIError {
        APIError(status: 400, type: "InvalidParameterValueException", message: message)
    }
    static let throttled = APIError(
        status: 429, type: "TooManyRequestsException", message: "Rate Exceeded.")
    static func service(_ message: String) -> APIError {
        APIError(status: 500, type: "ServiceException", message: message)
    }

    var response: HTTPResponse {
        var document: [String: Any] = [
            "Type": status < 500 ? "User" : "Service", "message": message, "Message": message,
        ]
        if status == 429 {
            document["Reason"] = "ReservedFunctionConcurrentInvocationLimitExceeded"
        }
        var response = HTTPResponse.json(status, document)
        response.headers.append(("x-amzn-ErrorType", type))
        return response
    }
}

extension HTTPResponse {
    static func json(_ status: Int, _ document: [String: Any]) -> HTTPResponse {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: document, options: options)
        return HTTPResponse(
            status, [("Content-Type", "application/json")], body: Array(data ?? Data()))
    }
}
