internal import Foundation

/// Where an object lies.
package struct S3Location: Hashable, Sendable {
    package var bucket: String
    package var key: String

    package init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }
}

package struct S3Object: Equatable, Sendable {
    package var size: Int64
    package var etag: String?
    package var contentType: String?
    package var version: String?
    /// In hexadecimal, as `putFile` left it; whoever else made the object may have written anything.
    package var sha256: String?
}

extension AWSClient {
    /// Nil when there is no such object. To those who must not list the bucket S3 says 403
    /// instead.
    package func headObject(_ location: S3Location) async throws(AWSError) -> S3Object? {
        var call = try s3Call("HeadObject", "HEAD", location)
        call.limit = 1 << 16
        do throws(AWSError) {
            let answer = try await send(call)
            guard let object = S3Object(answer) else {
                throw call.malformed(answer, "the answer lacks the object's size")
            }
            return object
        } catch {
            if error.status == 404 { return nil }
            throw error
        }
    }

    /// - Parameter limit: a longer object is an error.
    package func getObject(
        _ location: S3Location, limit: Int
    ) async throws(AWSError) -> [UInt8] {
        var call = try s3Call("GetObject", "GET", location)
        call.limit = limit
        call.timeout = S3Limits.timeout(of: limit)
        return try await send(call).body
    }

    /// - Parameter onlyIfNew: an object that is there stays, and is an error of status 412.
    /// - Returns: the object's ETag.
    @discardableResult
    package func putObject(
        _ location: S3Location, _ bytes: [UInt8], contentType: String? = nil,
        onlyIfNew: Bool = false
    ) async throws(AWSError) -> String? {
        try await putObject(
            location, bytes, S3Headers(contentType: contentType, onlyIfNew: onlyIfNew))
    }

    func putObject(
        _ location: S3Location, _ bytes: [UInt8], _ headers: S3Headers
    ) async throws(AWSError) -> String? {
        var call = try s3Call("PutObject", "PUT", location)
        call.headers = headers.fields
        call.body = bytes
        call.timeout = S3Limits.timeout(of: bytes.count)
        // The second of two would find the object of the first.
        call.isRepeatable = !headers.onlyIfNew
        return try await send(call).header("etag")
    }

    func s3Call(
        _ operation: String, _ method: String, _ location: S3Location
    ) throws(AWSError) -> Call {
        var call = Call(.s3, operation)
        call.method = method
        guard S3Limits.isBucket(location.bucket) else {
            throw AWSError(.argument, at: call.place, "that is not a bucket's name")
        }
        guard (1...1024).contains(location.key.utf8.count) else {
            throw AWSError(.argument, at: call.place, "a key has 1 to 1024 bytes")
        }
        call.path = "/\(URIText.encodePath(location.key))"
        // A name with dots does not match the certificate, and an emulator has one host.
        if try settings.isCustom(.s3) || location.bucket.contains(".") {
            call.path = "/\(location.bucket)\(call.path)"
        } else {
            call.bucketHost = location.bucket
        }
        return call
    }
}

/// Headers of a new object.
struct S3Headers {
    static let sha256 = "x-amz-meta-sha256"

    var contentType: String?
    var onlyIfNew: Bool
    var sha256: String?

    var fields: [AWSRequest.Field] {
        [.init("Content-Type", contentType ?? "application/octet-stream")]
            + (onlyIfNew ? [.init("If-None-Match", "*")] : [])
            + (sha256.map { [.init(Self.sha256, $0)] } ?? [])
    }
}

enum S3Limits {
    /// From this size on, files go in parts.
    static let single = 16 << 20
    static let part = 8 << 20
    static let parts = 10_000

    /// A minute, and the time at 100 kB a second.
    static func timeout(of size: Int) -> Duration { .seconds(60 + size / 100_000) }

    static func isBucket(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        let isName = bytes.allSatisfy {
            URIText.isUnreserved($0) && $0 != UInt8(ascii: "~") && $0 != UInt8(ascii: "_")
        }
        return (3...63).contains(bytes.count) && isName && name == name.lowercased()
            && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.contains("..")
    }
}

extension S3Object {
    init?(_ answer: Answer) {
        guard let size = answer.header("content-length").flatMap(Int64.init), size >= 0 else {
            return nil
        }
        self.init(
            size: size, etag: answer.header("etag"), contentType: answer.header("content-type"),
            version: answer.header("x-amz-version-id"), sha256: answer.header(S3Headers.sha256))
    }
}
