package import Manifest

/// Which other origins may call, as API Gateway and function URLs say it:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
package struct CORSRules: Sendable {
    private let cors: CORS

    package init(_ cors: CORS) { self.cors = cors }

    /// Asked by a browser before the request itself.
    package static func isPreflight(_ request: HTTPRequest) -> Bool {
        request.method == "OPTIONS" && request.header("origin") != nil
            && request.header("access-control-request-method") != nil
    }

    /// Without the function: what it may be asked.
    package func preflight(_ request: HTTPRequest) -> HTTPResponse {
        var headers = grant(request.header("origin"))
        if !headers.isEmpty {
            add("Access-Control-Allow-Methods", cors.allowMethods, &headers)
            add("Access-Control-Allow-Headers", cors.allowHeaders, &headers)
            if let age = cors.maxAgeSeconds {
                headers.append(("Access-Control-Max-Age", String(age)))
            }
        }
        return HTTPResponse(204, headers)
    }

    /// The answer's headers with what is granted to the origin. What the function says itself about
    /// other origins is taken out: the configuration decides.
    package func applied(
        to headers: [(name: String, value: String)], origin: String?
    ) -> [(name: String, value: String)] {
        var result = headers.filter { name, _ in
            !name.lowercased().hasPrefix("access-control-")
        }
        let grant = grant(origin)
        result += grant
        if !grant.isEmpty { add("Access-Control-Expose-Headers", cors.exposeHeaders, &result) }
        return result
    }

    /// Empty where the origin is none of those.
    private func grant(_ origin: String?) -> [(name: String, value: String)] {
        guard let origin, HTTPResponseWriter.isHeader("Origin", origin) else { return [] }
        // A browser with credentials does not take `*` for an answer.
        if cors.allowOrigins.contains("*"), !cors.allowCredentials {
            return [("Access-Control-Allow-Origin", "*")]
        }
        guard cors.allowOrigins.contains(where: { Self.matches($0, origin) }) else { return [] }
        var headers = [(name: "Access-Control-Allow-Origin", value: origin), ("Vary", "Origin")]
        if cors.allowCredentials {
            headers.append(("Access-Control-Allow-Credentials", "true"))
        }
        return headers
    }

    /// `*`, `https://*`, `http://*`, or the origin itself.
    private static func matches(_ allowed: String, _ origin: String) -> Bool {
        guard allowed.hasSuffix("*") else { return allowed.lowercased() == origin.lowercased() }
        return origin.lowercased().hasPrefix(allowed.dropLast().lowercased())
    }

    private func add(
        _ name: String, _ values: [String], _ headers: inout [(name: String, value: String)]
    ) {
        if !values.isEmpty { headers.append((name, values.joined(separator: ","))) }
    }
}
