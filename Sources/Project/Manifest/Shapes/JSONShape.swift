internal import Foundation

extension Shape {
    /// A JSON object: what patterns and policies are.
    static let jsonObject = Shape(.json, "not a JSON object", note: "as '{\"source\": [\"shop\"]}'")
    {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) is [String: Any]
    }

    /// Any JSON.
    static let json = Shape(
        .json, "not valid JSON", note: "a string needs quotes within the quotes"
    ) {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)) != nil
    }
}
