internal import AWSClient
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Packaging
internal import Terraform

/// What was built, as Terraform is told of it: with the place that Lambda gets it from.
func artifacts(_ project: ProjectFolder, _ built: [FunctionID: BuiltArtifact])
    throws(Diagnostic) -> [FunctionID: Artifact]
{
    var all: [FunctionID: Artifact] = [:]
    var refusals: [Diagnostic] = []
    for (service, function) in project.application.functions {
        let id = FunctionID(service.name, function.name)
        guard let artifact = built[id] else { continue }
        if let image = artifact.image {
            all[id] = .image(digest: image)
            continue
        }
        do {
            let place = try ZipPlace(project, function, id, artifact)
            all[id] = .zip(Zip(place.forTerraform, sha256: artifact.base64))
        } catch {
            refusals.append(error)
        }
    }
    if !refusals.isEmpty { throw Diagnostic(all: refusals) }
    return all
}

/// Puts the zips that are too large for a request where Lambda gets them from. What is there
/// already stays.
func uploadZips(_ project: ProjectFolder, _ built: [FunctionID: BuiltArtifact]) async throws {
    let steps = Steps()
    defer { steps.finish() }
    for (service, function) in project.application.functions {
        let id = FunctionID(service.name, function.name)
        guard let artifact = built[id], artifact.image == nil else { continue }
        let place = try ZipPlace(project, function, id, artifact)
        guard let location = place.location else { continue }
        steps.begin("uploading \(id)")
        do {
            try await upload(project, place, to: location)
        } catch {
            throw place.failure(error, location)
        }
    }
}

private func upload(_ project: ProjectFolder, _ place: ZipPlace, to location: S3Location)
    async throws(AWSError)
{
    let settings = try AWSSettings(project, region: place.region)
    try await AWSClient.with(settings) { client throws(AWSError) in
        if try await client.has(location, place.artifact) { return }
        try await client.putFile(
            location, "\(project.root)/\(place.artifact.path)", contentType: "application/zip",
            sha256: place.artifact.sha256)
    }
}

extension AWSClient {
    /// Whoever may not list the bucket is not told that an object is missing, only that it is not
    /// for them: whether they may put it, the next request shows.
    fileprivate func has(_ location: S3Location, _ artifact: BuiltArtifact) async throws(AWSError)
        -> Bool
    {
        do throws(AWSError) {
            let object = try await headObject(location)
            return object?.sha256 == artifact.sha256 && object?.size == Int64(artifact.size)
        } catch {
            if error.status == 403 { return false }
            throw error
        }
    }
}

/// Where Lambda gets a function's zip from: out of the request, or out of a bucket of the user's.
private struct ZipPlace {
    let artifact: BuiltArtifact
    let region: String?
    /// Nil for a zip that goes with the request.
    let location: S3Location?
    private let id: FunctionID
    /// Where the manifest names the bucket.
    private let span: SourceSpan?

    init(
        _ project: ProjectFolder, _ function: Function, _ id: FunctionID, _ artifact: BuiltArtifact
    ) throws(Diagnostic) {
        self.artifact = artifact
        self.id = id
        let aws = project.application.aws
        region = function.options.region ?? aws.region
        span =
            function.options.packageBucket == nil
            ? project.application.origins.keys["aws.package_bucket"] : nil
        let limits = ZipLimits()
        let place = function.origins["name"].map(Diagnostic.Place.text) ?? .tool
        switch limits.way(of: artifact.size, unpacked: artifact.bootstrapSize) {
        case .request: location = nil
        case .bucket:
            guard let bucket = function.options.packageBucket ?? aws.packageBucket else {
                throw Diagnostic(
                    at: place, "the zip of '\(id)' is too large for a request to Lambda",
                    notes: [
                        "it has \(artifact.size) bytes, and \(limits.direct) fit",
                        "'aws.package_bucket' in assemblylift.toml names a bucket of yours, in the "
                            + "function's region, that Lambda can get it from",
                    ])
            }
            location = S3Location(
                bucket: bucket,
                key: "asml/\(project.application.name)/\(artifact.sha256).zip")
        case .none:
            throw Diagnostic(
                at: place, "function '\(id)' is too large for a zip",
                notes: [
                    "unpacked it has \(artifact.bootstrapSize) bytes, and Lambda takes "
                        + "\(limits.unpacked)",
                    "provider 'aws-lambda-alpine' makes an image, which may be larger",
                ])
        }
    }

    var forTerraform: Zip.Place {
        if let location { return .object(bucket: location.bucket, key: location.key) }
        // From Terraform's folder.
        return .file(String(artifact.path.dropFirst("net/".count)))
    }

    func failure(_ error: AWSError, _ location: S3Location) -> Diagnostic {
        var diagnostic = Diagnostic(error)
        if let span { diagnostic.place = .text(span) }
        let reason = diagnostic.message
        diagnostic.message = "cannot upload the zip of '\(id)' to bucket '\(location.bucket)'"
        diagnostic.notes.insert(reason, at: 0)
        if error.kind == .service(code: "NoSuchBucket") {
            diagnostic.notes.append(
                "asml makes no buckets: 'aws s3 mb s3://\(location.bucket)"
                    + "\(region.map { " --region \($0)" } ?? "")' does")
        }
        return diagnostic
    }
}

extension BuiltArtifact {
    /// Lambda's way to write a digest.
    fileprivate var base64: String {
        var bytes: [UInt8] = []
        var rest = sha256[...]
        while rest.count >= 2 {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return Data(bytes).base64EncodedString()
    }
}
