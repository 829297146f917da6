package import Foundation

/// What a client of ECR's registry signs in with, for 12 hours. Printing it shows no secret.
package struct RegistryLogin: Equatable, Sendable {
    package var user: String
    package var password: String
    /// `https://<account>.dkr.ecr.<region>.amazonaws.com`
    package var registry: String
    package var expiration: Date?
}

extension RegistryLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "RegistryLogin(\(registry))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

package struct ImageRepository: Decodable, Equatable, Sendable {
    package var name: String
    package var arn: String
    /// What images are named with, without a tag.
    package var uri: String
    package var account: String?
    package var tagMutability: String?

    private enum CodingKeys: String, CodingKey {
        case name = "repositoryName"
        case arn = "repositoryArn"
        case uri = "repositoryUri"
        case account = "registryId"
        case tagMutability = "imageTagMutability"
    }
}

extension AWSClient {
    package func registryLogin() async throws(AWSError) -> RegistryLogin {
        struct Output: Decodable {
            struct Authorization: Decodable {
                var authorizationToken: String
                var proxyEndpoint: String
                var expiresAt: Double?
            }
            var authorizationData: [Authorization]
        }
        let call = try Call.ecr("GetAuthorizationToken", [String: String]())
        let answer = try await send(call)
        let output = try call.decode(Output.self, from: answer)
        // `AWS:password`, in base64.
        guard let first = output.authorizationData.first,
            let data = Data(base64Encoded: first.authorizationToken),
            let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { throw call.malformed(answer, "the answer has no token, or a malformed one") }
        return RegistryLogin(
            user: String(text[..<colon]), password: String(text[text.index(after: colon)...]),
            registry: first.proxyEndpoint,
            expiration: first.expiresAt.map { Date(timeIntervalSince1970: $0) })
    }

    /// - Parameter names: without any, all of them. One that is not there is an error,
    ///   `RepositoryNotFoundException`.
    package func imageRepositories(
        named names: [String] = []
    ) async throws(AWSError) -> [ImageRepository] {
        struct Input: Encodable {
            var repositoryNames: [String]?
            var nextToken: String?
        }
        struct Output: Decodable {
            var repositories: [ImageRepository]
            var nextToken: String?
        }
        var found: [ImageRepository] = []
        var pages = PageTokens(.call(.ecr, operation: "DescribeRepositories"))
        repeat {
            let input = Input(
                repositoryNames: names.isEmpty ? nil : names, nextToken: pages.next)
            let call = try Call.ecr("DescribeRepositories", input)
            let page = try call.decode(Output.self, from: try await send(call))
            found += page.repositories
            try pages.advance(to: page.nextToken)
        } while pages.next != nil
        return found
    }
}

extension Call {
    fileprivate static func ecr(
        _ operation: String, _ input: some Encodable
    ) throws(AWSError) -> Call {
        try json(.ecr, "AmazonEC2ContainerRegistry_V20150921", operation, input)
    }
}
