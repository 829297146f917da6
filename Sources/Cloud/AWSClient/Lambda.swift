internal import Foundation

/// A function as Lambda has it, of one version.
package struct FunctionConfiguration: Decodable, Equatable, Sendable {
    package var name: String
    package var arn: String
    /// `$LATEST`, or a number.
    package var version: String
    /// Base64 of the package's SHA-256; of an image its digest.
    package var codeDigest: String?
    package var packageType: String?
    package var state: String?
    package var stateReason: String?
    package var lastUpdateStatus: String?
    package var lastModified: String?
    package var description: String?
    package var memory: Int?
    package var timeout: Int?
    package var architectures: [String]?
    package var logging: Logging?

    package struct Logging: Decodable, Equatable, Sendable {
        package var group: String?
        package var format: String?

        private enum CodingKeys: String, CodingKey {
            case group = "LogGroup"
            case format = "LogFormat"
        }
    }

    package var logGroup: String { logging?.group ?? "/aws/lambda/\(name)" }

    private enum CodingKeys: String, CodingKey {
        case name = "FunctionName"
        case arn = "FunctionArn"
        case version = "Version"
        case codeDigest = "CodeSha256"
        case packageType = "PackageType"
        case state = "State"
        case stateReason = "StateReason"
        case lastUpdateStatus = "LastUpdateStatus"
        case lastModified = "LastModified"
        case description = "Description"
        case memory = "MemorySize"
        case timeout = "Timeout"
        case architectures = "Architectures"
        case logging = "LoggingConfig"
    }
}

/// A name for a version, or for two of which the second gets a part of the invocations.
package struct FunctionAlias: Decodable, Equatable, Sendable {
    package var name: String
    package var arn: String
    package var version: String
    package var description: String?
    package var revision: String?
    package var routing: Routing?

    package struct Routing: Codable, Equatable, Sendable {
        /// Version to its part, between 0 and 1.
        package var weights: [String: Double]?

        package init(weights: [String: Double]) { self.weights = weights }

        private enum CodingKeys: String, CodingKey { case weights = "AdditionalVersionWeights" }
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case arn = "AliasArn"
        case version = "FunctionVersion"
        case description = "Description"
        case revision = "RevisionId"
        case routing = "RoutingConfig"
    }
}

extension AWSClient {
    /// - Parameters:
    ///   - name: a name, a partial ARN or an ARN.
    ///   - qualifier: a version or an alias.
    package func function(
        _ name: String, qualifier: String? = nil
    ) async throws(AWSError) -> FunctionConfiguration {
        struct Output: Decodable { var Configuration: FunctionConfiguration }
        var call = try Call.lambda("GetFunction", "GET", name)
        if let qualifier { call.query = [.init("Qualifier", qualifier)] }
        return try call.decode(Output.self, from: try await send(call)).Configuration
    }

    /// All of them, `$LATEST` first.
    package func versions(of name: String) async throws(AWSError) -> [FunctionConfiguration] {
        struct Output: Decodable {
            var Versions: [FunctionConfiguration]
            var NextMarker: String?
        }
        var call = try Call.lambda("ListVersionsByFunction", "GET", name, "/versions")
        var found: [FunctionConfiguration] = []
        var pages = PageTokens(call.place)
        repeat {
            call.query = pages.next.map { [.init("Marker", $0)] } ?? []
            let page = try call.decode(Output.self, from: try await send(call))
            found += page.Versions
            try pages.advance(to: page.NextMarker)
        } while pages.next != nil
        return found
    }

    package func alias(_ alias: String, of name: String) async throws(AWSError) -> FunctionAlias {
        let call = try Call.lambda("GetAlias", "GET", name, "/aliases/", alias)
        return try call.decode(FunctionAlias.self, from: try await send(call))
    }

    /// - Parameters:
    ///   - routing: without weights, all invocations go to the version.
    ///   - revision: the one that is replaced; another there is an error.
    package func updateAlias(
        _ alias: String, of name: String, to version: String,
        routing: FunctionAlias.Routing = .init(weights: [:]), revision: String? = nil
    ) async throws(AWSError) -> FunctionAlias {
        struct Input: Encodable {
            var FunctionVersion: String
            var RoutingConfig: FunctionAlias.Routing
            var RevisionId: String?
        }
        var call = try Call.lambda("UpdateAlias", "PUT", name, "/aliases/", alias)
        call.headers = [.init("Content-Type", "application/json")]
        // The second of two would find a revision that the first has made.
        call.isRepeatable = revision == nil
        try call.set(
            body: Input(FunctionVersion: version, RoutingConfig: routing, RevisionId: revision))
        return try call.decode(FunctionAlias.self, from: try await send(call))
    }
}

extension Call {
    static func lambda(
        _ operation: String, _ method: String, _ function: String, _ below: String = "",
        _ last: String? = nil
    ) throws(AWSError) -> Call {
        var call = Call(.lambda, operation)
        call.method = method
        let names = [function] + (last.map { [$0] } ?? [])
        // A dot segment would be another path.
        guard names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw AWSError(.argument, at: call.place, "a function or an alias has no such name")
        }
        call.path =
            "/2015-03-31/functions/\(URIText.encode(function))\(below)"
            + (last.map { URIText.encode($0) } ?? "")
        return call
    }
}

/// The tokens of pages: a server that repeats one would be asked forever.
struct PageTokens {
    private let place: AWSError.Place
    private(set) var next: String?
    private var seen: Set<String> = []

    init(_ place: AWSError.Place) { self.place = place }

    mutating func advance(to token: String?) throws(AWSError) {
        next = token?.isEmpty == true ? nil : token
        guard let next else { return }
        guard seen.insert(next).inserted, seen.count <= 10_000 else {
            throw AWSError(.answer, at: place, "the pages of the answer have no end")
        }
    }
}
