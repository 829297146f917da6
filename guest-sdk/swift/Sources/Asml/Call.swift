/// Why a call of an IOmod has no result.
public enum CallError: Error, Equatable, Sendable {
    /// There is no such IOmod, or the name is none of four parts.
    case notFound
    case timedOut
    /// The IOmod, or what is between, says so.
    case failed(Text)
    /// The response is not what was expected.
    case unexpected(Text)
}

/// A call of an IOmod, `org.ns.name.method`: started at once, then waited for. One that is given up
/// is cancelled.
public struct Call: ~Copyable {
    public let id: Int32

    public init(_ method: Text, _ input: [UInt8] = []) throws(CallError) {
        id = Host.invoke(method, input)
        if id < 1 { throw .notFound }
    }

    public init(_ method: Text, _ input: Json) throws(CallError) {
        try self.init(method, input.printed.utf8)
    }

    deinit { Host.cancel(id) }

    public var isReady: Bool { Host.isReady(id) }

    /// The response's bytes; waits so many milliseconds, or until the deadline.
    public func wait(timeout: Int32? = nil) throws(CallError) -> [UInt8] {
        guard Host.wait([id], timeout ?? -1) == 0 else { throw .timedOut }
        return Host.response(id)
    }

    /// The value of `{"Ok":value}`; `{"Err":{"why":"…"}}` is an error. Any other JSON is the value
    /// itself.
    public func result(timeout: Int32? = nil) throws(CallError) -> Json {
        let bytes = try wait(timeout: timeout)
        let json: Json
        do {
            json = try Json(parsing: bytes)
        } catch {
            throw .unexpected(error.message)
        }
        if let error = json["Err"] { throw .failed(error["why"]?.text ?? "no reason given") }
        return json["Ok"] ?? json
    }

    /// Waits for the first of several, by their ids: its place, or nil when the time is over.
    public static func waitForAny(_ ids: [Int32], timeout: Int32? = nil) -> Int? {
        let place = Host.wait(ids, timeout ?? -1)
        return place < 0 ? nil : Int(place)
    }
}
