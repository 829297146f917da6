internal import Diagnostics

/// A service as `assemblylift.toml` names it.
struct ServiceDeclaration {
    var name: String
    var span: SourceSpan
}

/// Reads `assemblylift.toml`.
struct ApplicationReader {
    let document: TOMLDocument
    let root: String
    let issues: IssueList

    /// Nil when the application has no name to go on with.
    func read() -> (Application, [ServiceDeclaration])? {
        let reader = TableReader(
            document.root, at: document.text.beginning, title: "assemblylift.toml",
            in: document.text, to: issues)
        let project = reader.table("project")
        if project == nil, !reader.has("project") { reader.missing("project.name") }
        let name = project?.required("name", .name, notes: ["the name of the application"])
        var application = Application(root: root, name: name ?? "")
        if let project { readTags(project, into: &application) }
        readAccount(reader, into: &application)
        readState(reader, into: &application)
        if let registry = reader.table("registry") {
            application.registryURL = registry.string("url", .url)
            registry.finish()
        }
        let services = readServices(reader)
        reader.finish(hints: ["service": "services", "name": "project.name"])
        application.origins = reader.origins
        guard name != nil else { return nil }
        return (application, services)
    }

    /// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    private func readTags(_ project: TableReader, into application: inout Application) {
        if let tags = project.table("tags") {
            application.tags = tags.dictionary(keys: .tagKey, values: .tagValue)
            if tags.table.entries.count > 50 {
                project.error(
                    .tooLong(.tag), at: "tags", "these are \(tags.table.entries.count) tags",
                    notes: ["AWS takes 50"])
            }
        }
        project.finish()
    }

    private func readAccount(_ reader: TableReader, into application: inout Application) {
        guard let aws = reader.table("aws") else { return }
        application.aws = AWSAccount(
            region: aws.string("region", .region), accountID: aws.string("account_id", .accountID),
            endpointURL: aws.string("endpoint_url", .url))
        application.aws.packageBucket = aws.string("package_bucket", .bucket)
        aws.finish(hints: [
            "aws_account_id": "account_id", "endpoint": "endpoint_url",
            "bucket": "package_bucket", "s3_bucket": "package_bucket",
        ])
    }

    private func readState(_ reader: TableReader, into application: inout Application) {
        guard let terraform = reader.table("terraform") else { return }
        let bucket = terraform.required(
            "state_bucket_name", .bucket, notes: ["without '[terraform]', the state is a file"])
        let key = terraform.string("state_key", .key)
        let region = terraform.string("region", .region)
        let lockTable = terraform.string("lock_table_name", .line)
        if lockTable != nil {
            terraform.warning(
                .ignored, at: "lock_table_name", "no table is used for the state's lock",
                notes: ["the lock is a file in the bucket"])
        }
        terraform.finish(hints: ["bucket": "state_bucket_name", "key": "state_key"])
        guard let bucket else { return }
        application.state = RemoteState(
            bucket: bucket, key: key ?? "\(application.name)/terraform.tfstate",
            region: region ?? application.aws.region ?? "us-east-1", lockTable: lockTable)
    }

    private func readServices(_ reader: TableReader) -> [ServiceDeclaration] {
        var declared: [String: SourceSpan] = [:]
        return reader.members("services", title: "a service").compactMap { _, member in
            defer { member.finish() }
            guard let name = member.required("name", .name, notes: ["its folder in 'services'"])
            else { return nil }
            let span = member.place("name")
            if let first = declared[name] {
                issues.error(
                    .duplicate(.service), at: span, "service '\(name)' is there twice",
                    notes: ["first in line \(first.line)"])
                return nil
            }
            declared[name] = span
            return ServiceDeclaration(name: name, span: span)
        }
    }
}

extension TableReader {
    /// A table of strings. All keys are known; each value is recorded.
    func dictionary(keys: Shape, values: Shape) -> [String: String] {
        var result: [String: String] = [:]
        for entry in table.entries {
            guard check(entry.key, keys, at: text.span(entry.keyRegion)) else {
                _ = value(entry.key)
                continue
            }
            if let string = string(entry.key, values) { result[entry.key] = string }
        }
        return result
    }
}
