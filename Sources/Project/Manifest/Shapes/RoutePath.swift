/// The path of a route of an HTTP API, as segments.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
struct RoutePath: Equatable {
    enum Segment: Equatable {
        case text(String)
        /// `{name}`
        case parameter(String)
        /// `{name+}`, everything that is left.
        case rest(String)
    }

    var segments: [Segment]

    init(_ path: String) throws(Mistake) {
        guard path.hasPrefix("/") else { throw Mistake(message: "a path begins with '/'") }
        segments = []
        var names: Set<String> = []
        for part in path.dropFirst().parts(by: "/") {
            if case .rest = segments.last {
                throw Mistake(message: "nothing can stand behind '{…+}'")
            }
            let segment = try Self.segment(part)
            switch segment {
            case .parameter(let name), .rest(let name):
                guard names.insert(name).inserted else {
                    throw Mistake(message: "'{\(name)}' is there twice")
                }
            case .text: break
            }
            segments.append(segment)
        }
    }

    struct Mistake: Error { var message: String }

    private static func segment(_ part: Substring) throws(Mistake) -> Segment {
        guard part.hasPrefix("{"), part.hasSuffix("}"), part.utf8.count > 2 else {
            // What a URL's path has as it is: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
            guard part.isEmpty || part.isMade(of: "-._~!$&'()*+,;=:@%") else {
                throw Mistake(message: "'\(part)' cannot be in a path")
            }
            return .text(String(part))
        }
        let inner = part.dropFirst().dropLast()
        let name = inner.hasSuffix("+") ? inner.dropLast() : inner
        guard name.isMade(of: "_-.") else {
            throw Mistake(message: "'{\(inner)}' is not a valid path parameter")
        }
        return inner.hasSuffix("+") ? .rest(String(name)) : .parameter(String(name))
    }

    /// Equal for routes that the same requests would match.
    var pattern: String {
        segments.map { segment in
            switch segment {
            case .text(let text): "/" + text
            case .parameter: "/{}"
            case .rest: "/{+}"
            }
        }.joined()
    }
}

extension Shape {
    static let routePath = Shape { path in
        guard path != "$default" else { return nil }
        do throws(RoutePath.Mistake) {
            _ = try RoutePath(path)
            return nil
        } catch {
            return Complaint(
                kind: .malformed(.route), message: "'\(path)' is not a valid route path",
                notes: [error.message])
        }
    }

    static let verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"]

    static let verb = Shape { verb in
        guard !verbs.contains(verb.uppercased()) else { return nil }
        return Complaint(
            kind: .malformed(.verb), message: "'\(verb)' is not a verb of HTTP",
            notes: ["there are " + verbs.joined(separator: ", ")])
    }

    static let corsMethod = Shape { verb in verb == "*" ? nil : Shape.verb.complaint(verb) }
}
