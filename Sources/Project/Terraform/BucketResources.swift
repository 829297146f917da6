internal import HCL
internal import Manifest

/// One notification resource for each bucket, whichever functions want its events: S3 keeps one
/// list, and two resources would overwrite each other's.
func bucketNotifications(_ services: [ServiceScope]) throws(EmitError) -> [Resource] {
    let wanted = services.flatMap(\.functions).flatMap { scope in
        scope.buckets.map { Notification(scope: scope, source: $0.source, event: $0.event) }
    }
    var resources: [Resource] = []
    for (name, ofBucket) in Dictionary(grouping: wanted, by: \.source.bucketName)
        .sorted(by: { $0.key < $1.key })
    {
        resources += try notifications(of: name, ofBucket)
    }
    return resources
}

private struct Notification {
    var scope: FunctionScope
    var source: EventSource.S3
    var event: EventSource

    /// Several of one function need one permission.
    var permissionNames: [String] {
        ["s3"] + source.bucketName.split(separator: ".").map(String.init)
    }
}

private func notifications(of bucket: String, _ all: [Notification]) throws(EmitError)
    -> [Resource]
{
    guard let first = all.first else { return [] }
    let provider = first.scope.provider
    if let other = all.first(where: { $0.scope.provider != provider }) {
        throw EmitError(kind: .bucketInTwoRegions(bucket), span: other.event.origins["s3"])
    }
    var permissions: [Resource] = []
    for notification in all {
        let permission = permission(notification)
        if !permissions.contains(where: { $0.address == permission.address }) {
            permissions.append(permission)
        }
    }
    let labels = bucket.split(separator: ".").map(String.init)
    var resource = Resource("aws_s3_bucket_notification", labels, provider, first.event.origins)
    resource.set("bucket", bucket, from: "s3")
    for notification in all {
        resource.block("lambda_function", from: "events") { body in
            body.set("lambda_function_arn", notification.scope.alias.attribute("arn"))
            body.set("events", .strings(notification.source.events))
            if let prefix = notification.source.prefix {
                body.set("filter_prefix", .string(prefix))
            }
            if let suffix = notification.source.suffix {
                body.set("filter_suffix", .string(suffix))
            }
        }
    }
    resource.dependsOn(permissions.map(\.reference) + first.scope.sources)
    return permissions + [resource]
}

private func permission(_ notification: Notification) -> Resource {
    let (scope, source) = (notification.scope, notification.source)
    let partition = Expression.reference(["data", "aws_partition", "current", "partition"])
    let arn: Expression =
        source.isARN ? .string(source.bucket) : "arn:\(partition):s3:::\(source.bucket)"
    var permission = permission(
        scope, notification.permissionNames, principal: "s3.amazonaws.com", source: arn,
        notification.event.origins)
    // A bucket's ARN says nothing of its owner, and another account may get the name.
    permission.set("source_account", scope.account)
    return permission
}

extension EventSource.S3 {
    var isARN: Bool { bucket.hasPrefix("arn:") }

    var bucketName: String {
        isARN ? bucket.split(separator: ":").last.map(String.init) ?? bucket : bucket
    }
}

extension FunctionScope {
    fileprivate var buckets: [(source: EventSource.S3, event: EventSource)] {
        function.events.compactMap { event in
            if case .s3(let source) = event.kind { (source, event) } else { nil }
        }
    }
}

extension ServiceScope {
    /// Rather than its ARN, which would say the partition.
    var namesABucket: Bool {
        functions.contains { $0.buckets.contains { !$0.source.isARN } }
    }
}
