import Asml

/// Answers HTTP requests, and any other event, with a greeting in JSON:
///
///   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
///   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}
///
/// Called for every event. A FunctionError that the body throws fails the invocation.
@c(handler) public func handler() -> Int32 {
    Function.log("an event for FUNCTION_NAME")
    return Function.handle { (bytes) throws(FunctionError) in
        let event = try json(bytes)
        guard let request = try? Request(event: event) else {
            // No HTTP request: a schedule, a queue, `asml invoke`.
            return greeting(event["name"]?.text).printed.utf8
        }
        let response = Response.json(greeting(request.query("name")))
        return response.printed(version: request.version).utf8
    }
}

private func json(_ bytes: [UInt8]) throws(FunctionError) -> Json {
    do {
        return try Json(parsing: bytes)
    } catch {
        throw FunctionError(error)
    }
}

private func greeting(_ name: Text?) -> Json {
    let name = name ?? ""
    return ["message": .string("Hello, \(name.utf8.isEmpty ? "world" : name)!")]
}
