internal import Foundation

/// JSON as digests need it: sorted keys, no spaces, the same bytes each time.
package enum JSON {
    /// What a document may have at most; registries take no more of a manifest.
    package static let limit = 4 << 20

    package static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            preconditionFailure("strings and integers cannot fail to encode: \(error)")
        }
    }

    package static func decode<Value: Decodable>(
        _ bytes: [UInt8], in place: String
    ) throws(OCIError) -> Value {
        guard bytes.count <= limit else {
            throw OCIError(.limit, in: place, "more than \(limit) bytes of JSON")
        }
        do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch {
            throw OCIError(.malformed, in: place, reason(error))
        }
    }

    /// Without the document's own words, which may be anything.
    private static func reason(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }
                .joined(separator: ".")
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            let place = path(context)
            return "'\(key.stringValue)' is missing" + (place.isEmpty ? "" : " in '\(place)'")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "'\(path(context))' has the wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "'\(path(context))' has a wrong value"
        default:
            return "not JSON"
        }
    }
}
