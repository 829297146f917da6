import Asml

/// Greets whoever the event names, and says what the event looked like.
///
///   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}
@c(handler) public func handler() -> Int32 {
    Function.handle { (event) throws(FunctionError) in
        Function.log("read \(event.count) bytes")
        let answer: Json = [
            "length": .integer(event.count),
            "checksum": .string(.hex(checksum(event), width: 16)),
            "greeting": .string("Hello, \(name(in: event))!"),
        ]
        return answer.printed.utf8
    }
}

/// The event may have anything behind the object that names somebody.
private func name(in event: [UInt8]) -> Text {
    (try? Json(prefixOf: event))?["name"]?.text ?? "world"
}

/// FNV-1a, 64 bits.
private func checksum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
