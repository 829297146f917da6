/// Messages of `application/vnd.amazon.eventstream`, encoding only:
/// https://smithy.io/2.0/aws/amazon-eventstream.html
package enum EventStream {
    package static let contentType = "application/vnd.amazon.eventstream"

    /// An event with headers of the string type.
    package static func event(_ type: String, _ contentType: String, _ payload: [UInt8]) -> [UInt8]
    {
        let headers =
            header(":event-type", type) + header(":content-type", contentType)
            + header(":message-type", "event")
        var message = bigEndian(UInt32(16 + headers.count + payload.count))
        message += bigEndian(UInt32(headers.count))
        message += bigEndian(crc32(message))
        message += headers + payload
        return message + bigEndian(crc32(message))
    }

    private static func header(_ name: String, _ value: String) -> [UInt8] {
        let string: UInt8 = 7
        return [UInt8(name.utf8.count)] + Array(name.utf8) + [string]
            + bigEndian(UInt16(value.utf8.count)) + Array(value.utf8)
    }

    private static func bigEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    /// That of zlib, PNG and Ethernet.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { value, byte in
            table[Int((value ^ UInt32(byte)) & 0xff)] ^ value >> 8
        }
    }

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { value, _ in
            value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1
        }
    }
}
