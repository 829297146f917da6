internal import Foundation

/// What an invocation came to.
package struct InvocationResult: Equatable, Sendable {
    /// What the function answered, or how it failed.
    package var payload: [UInt8]
    /// `Unhandled` or `Handled`: the payload is an error.
    package var functionError: String?
    package var executedVersion: String?
    /// The last 4 KB of the invocation's log.
    package var logTail: String?
    package var requestID: String?
}

extension AWSClient {
    /// Invokes a function and waits for its answer. A function that fails is a result, not an
    /// error. Nothing is repeated that may have run.
    package func invoke(
        _ name: String, qualifier: String? = nil, event: [UInt8], clientContext: [UInt8]? = nil
    ) async throws(AWSError) -> InvocationResult {
        let call = try invocation(name, qualifier, "RequestResponse", event, clientContext)
        let answer = try await send(call)
        var tail: String?
        if let text = answer.header("x-amz-log-result") {
            guard let data = Data(base64Encoded: text) else {
                throw call.malformed(answer, "the end of the log is not base64")
            }
            // Cut at a byte, perhaps inside of a character.
            tail = String(decoding: data, as: UTF8.self)
        }
        return InvocationResult(
            payload: answer.body, functionError: answer.header("x-amz-function-error"),
            executedVersion: answer.header("x-amz-executed-version"), logTail: tail,
            requestID: answer.requestID)
    }

    /// Leaves an event for Lambda to run the function with, and returns the request's identifier.
    package func invokeLater(
        _ name: String, qualifier: String? = nil, event: [UInt8]
    ) async throws(AWSError) -> String? {
        try await send(try invocation(name, qualifier, "Event", event, nil)).requestID
    }

    private func invocation(
        _ name: String, _ qualifier: String?, _ type: String, _ event: [UInt8],
        _ clientContext: [UInt8]?
    ) throws(AWSError) -> Call {
        var call = try Call.lambda("Invoke", "POST", name, "/invocations")
        if let qualifier { call.query = [.init("Qualifier", qualifier)] }
        call.headers = [
            .init("Content-Type", "application/json"), .init("X-Amz-Invocation-Type", type),
        ]
        if type == "RequestResponse" { call.headers.append(.init("X-Amz-Log-Type", "Tail")) }
        if let clientContext {
            let text = Data(clientContext).base64EncodedString()
            guard text.utf8.count <= 3583 else {
                throw AWSError(.argument, at: call.place, "the client context is too long")
            }
            call.headers.append(.init("X-Amz-Client-Context", text))
        }
        call.body = event
        call.isRepeatable = false
        // A function runs for 15 minutes at most, and starts before.
        call.timeout = .seconds(16 * 60)
        return call
    }
}
