internal import Crypto
internal import Foundation

extension AWSClient {
    /// Puts a file; a large one in parts, of which one at a time is in memory. A file that changes
    /// meanwhile is an error, and nothing is left in the bucket.
    ///
    /// - Parameter sha256: in hexadecimal, what the file must have; `headObject` tells it again.
    @discardableResult
    package func putFile(
        _ location: S3Location, _ path: String, contentType: String? = nil, onlyIfNew: Bool = false,
        sha256: String? = nil
    ) async throws(AWSError) -> String? {
        let headers = S3Headers(contentType: contentType, onlyIfNew: onlyIfNew, sha256: sha256)
        let file = try UploadedFile(path, sha256: sha256)
        if file.size <= S3Limits.single {
            let bytes = try file.read(file.size, last: true)
            return try await putObject(location, bytes, headers)
        }
        let upload = try await createUpload(location, headers)
        do {
            let etags = try await putParts(file, location, upload)
            return try await completeUpload(location, upload, etags, onlyIfNew: headers.onlyIfNew)
        } catch {
            await abortUpload(location, upload)
            throw error
        }
    }

    private func createUpload(
        _ location: S3Location, _ headers: S3Headers
    ) async throws(AWSError) -> String {
        var call = try s3Call("CreateMultipartUpload", "POST", location)
        call.query = [.init("uploads", "")]
        // Whether it is new counts at the end.
        var headers = headers
        headers.onlyIfNew = false
        call.headers = headers.fields
        let answer = try await send(call)
        guard let upload = XMLText.first("UploadId", in: answer.body), !upload.isEmpty else {
            throw call.malformed(answer, "the answer lacks the upload's identifier")
        }
        return upload
    }

    private func putParts(
        _ file: UploadedFile, _ location: S3Location, _ upload: String
    ) async throws(AWSError) -> [String] {
        let size = max(S3Limits.part, (file.size + S3Limits.parts - 1) / S3Limits.parts)
        var etags: [String] = []
        var left = file.size
        while left > 0 {
            var call = try s3Call("UploadPart", "PUT", location)
            call.query = [
                .init("partNumber", String(etags.count + 1)), .init("uploadId", upload),
            ]
            let length = min(size, left)
            left -= length
            call.body = try file.read(length, last: left == 0)
            call.timeout = S3Limits.timeout(of: length)
            let answer = try await send(call)
            guard let etag = answer.header("etag") else {
                throw call.malformed(answer, "the answer lacks the part's ETag")
            }
            etags.append(etag)
        }
        return etags
    }

    private func completeUpload(
        _ location: S3Location, _ upload: String, _ etags: [String], onlyIfNew: Bool
    ) async throws(AWSError) -> String? {
        var call = try s3Call("CompleteMultipartUpload", "POST", location)
        call.query = [.init("uploadId", upload)]
        call.headers = [.init("Content-Type", "application/xml")]
        if onlyIfNew { call.headers.append(.init("If-None-Match", "*")) }
        let parts = etags.enumerated().map {
            "<Part><PartNumber>\($0 + 1)</PartNumber><ETag>\(XMLText.escaped($1))</ETag></Part>"
        }
        call.body = Array(
            ("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "\(parts.joined())</CompleteMultipartUpload>").utf8)
        call.timeout = .seconds(600)
        let answer = try await send(call)
        // S3 begins to answer before it knows, so a failure too has the status 200.
        if let code = XMLText.first("Code", in: answer.body) {
            var error = AWSError(
                .service(code: String(code.prefix(128))), at: call.place,
                String((XMLText.first("Message", in: answer.body) ?? "it failed").prefix(2000)))
            error.status = answer.status
            error.requestID = answer.requestID
            throw error
        }
        guard let etag = XMLText.first("ETag", in: answer.body) else {
            throw call.malformed(answer, "the answer lacks the object's ETag")
        }
        return etag
    }

    /// Also when the task is cancelled: what is left of an upload costs money.
    private func abortUpload(_ location: S3Location, _ upload: String) async {
        guard var call = try? s3Call("AbortMultipartUpload", "DELETE", location) else { return }
        call.query = [.init("uploadId", upload)]
        let abort = call
        await Task { _ = try? await send(abort) }.value
    }
}

/// A file that is read once, front to back.
private final class UploadedFile {
    let size: Int
    private let handle: FileHandle
    private let place: AWSError.Place
    private let expected: String?
    private var hash = SHA256()

    init(_ path: String, sha256: String?) throws(AWSError) {
        expected = sha256
        place = .file(path, line: 0)
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch {
            throw AWSError(.argument, at: place, "cannot be read")
        }
        var status = stat()
        guard fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let length = Int(exactly: status.st_size)
        else { throw AWSError(.argument, at: place, "is not a file that has a size") }
        size = length
    }

    deinit { try? handle.close() }

    /// - Parameter last: nothing must follow, and all that was read must be what is expected.
    func read(_ length: Int, last: Bool) throws(AWSError) -> [UInt8] {
        let data: Data
        do {
            data = try handle.read(upToCount: length + (last ? 1 : 0)) ?? Data()
        } catch {
            throw AWSError(.argument, at: place, "cannot be read")
        }
        hash.update(data: data)
        guard data.count == length, !last || isExpected else {
            throw AWSError(.argument, at: place, "changed while it was sent")
        }
        return Array(data)
    }

    private var isExpected: Bool {
        guard let expected else { return true }
        let digits = hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return digits.joined() == expected
    }
}
