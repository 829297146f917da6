import Asml

/// Asks an IOmod for two ids at once, and answers with both: `["…","…"]`.
@c(handler) public func handler() -> Int32 {
    Function.handleJson { (_) throws(FunctionError) in
        do throws(CallError) {
            return try ids()
        } catch {
            switch error {
            case .notFound:
                throw FunctionError(
                    "Function.NoIomod", "no IOmod answers to akkoro.std.crypto.uuid4")
            case .timedOut: throw FunctionError("Function.TimedOut", "the IOmod takes too long")
            case .failed(let why), .unexpected(let why): throw FunctionError("Function.Error", why)
            }
        }
    }
}

private func ids() throws(CallError) -> Json {
    let first = try Call("akkoro.std.crypto.uuid4", .null)
    let second = try Call("akkoro.std.crypto.uuid4", .null)
    // The response of the one that is ready first can be read at once.
    guard let ready = Call.waitForAny([first.id, second.id], timeout: 1000) else { throw .timedOut }
    Function.log("call \(ready + 1) was first")
    return .array([try first.result(timeout: 1000), try second.result(timeout: 1000)])
}
