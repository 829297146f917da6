internal import AWSClient
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Packaging
internal import Terraform

/// Where Lambda gets the zips of an application from: functions and layers.
struct ZipPlaces {
    private(set) var functions: [FunctionID: ZipPlace] = [:]
    private(set) var layers: [LayerID: ZipPlace] = [:]

    /// All that Lambda would not take is told at once.
    init(_ project: ProjectFolder, _ built: [FunctionID: BuiltArtifact], _ iomods: IOmodLayers)
        throws(Diagnostic)
    {
        var refusals: [Diagnostic] = []
        for (service, function) in project.application.functions {
            let id = FunctionID(service.name, function.name)
            guard let artifact = built[id], artifact.image == nil else { continue }
            let layer = iomods.layers[LayerID(service.name, function.architecture)]
            let zip = PackedZip(
                name: "the zip of '\(id)'", path: artifact.path, sha256: artifact.sha256,
                size: artifact.size, unpacked: artifact.bootstrapSize + (layer?.zip.unpacked ?? 0))
            do {
                functions[id] = try ZipPlace(
                    project, zip, function.options, at: function.origins["name"])
            } catch {
                refusals.append(error)
            }
        }
        for (id, layer) in iomods.layers {
            do {
                layers[id] = try ZipPlace(project, layer.zip, layer.options, at: layer.place)
            } catch {
                refusals.append(error)
            }
        }
        if !refusals.isEmpty { throw Diagnostic(all: refusals) }
    }

    /// Puts the zips that are too large for a request where Lambda gets them from. What is there
    /// already stays.
    func upload(_ project: ProjectFolder) async throws {
        let steps = Steps()
        defer { steps.finish() }
        let all = Array(functions.values) + Array(layers.values)
        for place in all.sorted(by: { $0.zip.path < $1.zip.path }) {
            guard let location = place.location else { continue }
            steps.begin("uploading \(place.zip.name)")
            do {
                try await place.upload(project, to: location)
            } catch {
                throw place.failure(error, location)
            }
        }
    }
}

/// A zip as it lies on the disk.
struct PackedZip {
    /// For messages.
    var name: String
    /// Below the application's folder.
    var path: String
    /// In hexadecimal.
    var sha256: String
    var size: Int
    /// Of all that a function with it has, unpacked.
    var unpacked: Int
}

/// Where Lambda gets a zip from: out of the request, or out of a bucket of the user's.
struct ZipPlace {
    let zip: PackedZip
    /// Nil for a zip that goes with the request.
    let location: S3Location?
    private let region: String?
    /// Where the manifest names the bucket.
    private let span: SourceSpan?

    init(
        _ project: ProjectFolder, _ zip: PackedZip, _ options: ProviderOptions,
        at place: SourceSpan?
    ) throws(Diagnostic) {
        self.zip = zip
        let aws = project.application.aws
        region = options.region ?? aws.region
        span =
            options.packageBucket == nil
            ? project.application.origins.keys["aws.package_bucket"] : nil
        let limits = ZipLimits()
        let place = place.map(Diagnostic.Place.text) ?? .tool
        switch limits.way(of: zip.size, unpacked: zip.unpacked) {
        case .request: location = nil
        case .bucket:
            guard let bucket = options.packageBucket ?? aws.packageBucket else {
                throw Self.noBucket(zip, limits, place)
            }
            location = S3Location(
                bucket: bucket, key: "asml/\(project.application.name)/\(zip.sha256).zip")
        case .none:
            throw Diagnostic(
                at: place, "\(zip.name) is too large for Lambda",
                notes: [
                    "unpacked, with its layers, it has \(zip.unpacked) bytes, and Lambda takes "
                        + "\(limits.unpacked)",
                    "provider 'aws-lambda-alpine' makes an image, which may be larger",
                ])
        }
    }

    private static func noBucket(
        _ zip: PackedZip, _ limits: ZipLimits, _ place: Diagnostic.Place
    ) -> Diagnostic {
        Diagnostic(
            at: place, "\(zip.name) is too large for a request to Lambda",
            notes: [
                "it has \(zip.size) bytes, and \(limits.direct) fit",
                "'aws.package_bucket' in assemblylift.toml names a bucket of yours, in the "
                    + "function's region, that Lambda can get it from",
            ])
    }

    var forTerraform: Zip {
        // Paths are from Terraform's folder.
        let place = location.map { Zip.Place.object(bucket: $0.bucket, key: $0.key) }
        return Zip(place ?? .file(String(zip.path.dropFirst("net/".count))), sha256: base64)
    }

    /// Lambda's way to write a digest.
    private var base64: String {
        var bytes: [UInt8] = []
        var rest = zip.sha256[...]
        while rest.count >= 2 {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return Data(bytes).base64EncodedString()
    }

    fileprivate func upload(_ project: ProjectFolder, to location: S3Location)
        async throws(AWSError)
    {
        let settings = try AWSSettings(project, region: region)
        let zip = zip
        try await AWSClient.with(settings) { client throws(AWSError) in
            if try await client.has(location, zip) { return }
            try await client.putFile(
                location, "\(project.root)/\(zip.path)", contentType: "application/zip",
                sha256: zip.sha256)
        }
    }

    fileprivate func failure(_ error: AWSError, _ location: S3Location) -> Diagnostic {
        var diagnostic = Diagnostic(error)
        if let span { diagnostic.place = .text(span) }
        let reason = diagnostic.message
        diagnostic.message = "cannot upload \(zip.name) to bucket '\(location.bucket)'"
        diagnostic.notes.insert(reason, at: 0)
        if error.kind == .service(code: "NoSuchBucket") {
            diagnostic.notes.append(
                "asml makes no buckets: 'aws s3 mb s3://\(location.bucket)"
                    + "\(region.map { " --region \($0)" } ?? "")' does")
        }
        return diagnostic
    }
}

extension AWSClient {
    /// Whoever may not list the bucket is not told that an object is missing, only that it is not
    /// for them: whether they may put it, the next request shows.
    fileprivate func has(_ location: S3Location, _ zip: PackedZip) async throws(AWSError) -> Bool {
        do throws(AWSError) {
            let object = try await headObject(location)
            return object?.sha256 == zip.sha256 && object?.size == Int64(zip.size)
        } catch {
            if error.status == 403 { return false }
            throw error
        }
    }
}
