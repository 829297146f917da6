internal import Crypto
package import Foundation

/// Signs requests with AWS's Signature Version 4, in their headers or in their query.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
package struct SignatureV4: Sendable {
    /// What is said of the body.
    package enum Payload: Equatable, Sendable {
        case signed
        /// Only over https, which protects the body by itself.
        case unsigned
        /// SHA-256 in hexadecimal, when the caller has it.
        case digest(String)
    }

    package var credentials: Credentials
    package var region: String
    package var service: AWSService
    package var date: Date

    package init(
        _ service: AWSService, in region: String, with credentials: Credentials, at date: Date
    ) {
        self.service = service
        self.region = region
        self.credentials = credentials
        self.date = date
    }

    /// The request with an `Authorization` header, and with what that speaks of.
    package func sign(
        _ request: AWSRequest, payload: Payload = .signed
    ) throws(AWSError) -> AWSRequest {
        var signed = request
        signed.headers.removeAll { Self.ours.contains($0.name.lowercased()) }
        let hash = try payloadHash(of: request, payload)
        signed.headers.append(.init("X-Amz-Date", timestamp))
        if let token = credentials.sessionToken {
            signed.headers.append(.init("X-Amz-Security-Token", token))
        }
        if isS3 { signed.headers.append(.init("X-Amz-Content-SHA256", hash)) }
        let canonical = CanonicalRequest(signed, payloadHash: hash, rawPath: isS3)
        let authorization =
            "\(Self.algorithm) Credential=\(credentials.accessKeyID)/\(scope), "
            + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature(of: canonical))"
        signed.headers.append(.init("Authorization", authorization))
        return signed
    }

    /// The request with the signature in its query: a link that works for some time.
    package func presign(
        _ request: AWSRequest, seconds: Int, payload: Payload
    ) throws(AWSError) -> AWSRequest {
        guard (1...604_800).contains(seconds) else {
            throw AWSError(.argument, at: .caller, "a link works for 1 second to 7 days")
        }
        var signed = request
        signed.headers.removeAll { Self.ours.contains($0.name.lowercased()) }
        signed.query.removeAll { Self.oursInQuery.contains($0.name) }
        let hash = try payloadHash(of: request, payload)
        signed.query += [
            .init("X-Amz-Algorithm", Self.algorithm),
            .init("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
            .init("X-Amz-Date", timestamp),
            .init("X-Amz-Expires", String(seconds)),
            .init(
                "X-Amz-SignedHeaders",
                CanonicalRequest(signed, payloadHash: hash, rawPath: isS3).signedHeaders),
        ]
        if let token = credentials.sessionToken {
            signed.query.append(.init("X-Amz-Security-Token", token))
        }
        let canonical = CanonicalRequest(signed, payloadHash: hash, rawPath: isS3)
        signed.query.append(.init("X-Amz-Signature", signature(of: canonical)))
        return signed
    }

    private static let algorithm = "AWS4-HMAC-SHA256"
    private static let ours: Set = [
        "authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256",
    ]
    private static let oursInQuery: Set = [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
        "X-Amz-SignedHeaders", "X-Amz-Security-Token", "X-Amz-Signature",
    ]

    private var isS3: Bool { service == .s3 }
    private var timestamp: String {
        date.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: false)
                .dateSeparator(.omitted).timeSeparator(.omitted)) + "Z"
    }
    private var day: String { String(timestamp.prefix(8)) }
    private var scope: String { "\(day)/\(region)/\(service.signingName)/aws4_request" }

    private func payloadHash(
        of request: AWSRequest, _ payload: Payload
    ) throws(AWSError) -> String {
        switch payload {
        case .signed: return Self.hex(SHA256.hash(data: request.body))
        case .digest(let digest): return digest
        case .unsigned:
            guard request.endpoint.scheme == .https else {
                throw AWSError(.endpoint, at: .caller, "a body goes unsigned over https only")
            }
            return "UNSIGNED-PAYLOAD"
        }
    }

    private func signature(of request: CanonicalRequest) -> String {
        let digest = Self.hex(SHA256.hash(data: Data(request.text.utf8)))
        let text = [Self.algorithm, timestamp, scope, digest].joined(separator: "\n")
        var key = SymmetricKey(data: Data("AWS4\(credentials.secretAccessKey)".utf8))
        for part in [day, region, service.signingName, "aws4_request"] {
            key = SymmetricKey(data: Self.authenticate(part, with: key))
        }
        return Self.hex(Self.authenticate(text, with: key))
    }

    private static func authenticate(_ text: String, with key: SymmetricKey) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
