internal import Diagnostics

/// Reads a `service.toml`.
struct ServiceReader {
    let document: TOMLDocument
    /// As `assemblylift.toml` has it, which is the folder's name.
    let name: String
    let folder: String
    let issues: IssueList

    func read() -> Service {
        let reader = TableReader(
            document.root, at: document.text.beginning, title: "service.toml",
            in: document.text, to: issues)
        var service = Service(name: name, folder: folder)
        readService(reader, into: &service)
        let api = reader.table("api")
        if let api {
            service.api = APIReader(reader: api).read()
            service.functions = readFunctions(api, of: service)
            api.finish(hints: ["function": "functions", "authorizer": "authorizers"])
        }
        if let iomod = reader.table("iomod") {
            service.iomods = IOmodReader(reader: iomod, issues: issues).read()
        }
        reader.finish(hints: ["functions": "api.functions", "iomods": "iomod"])
        service.origins = reader.origins
        RouteCheck(
            service: service, authorizers: api?.ids("authorizers") ?? [],
            functions: api?.names("functions") ?? [], issues: issues
        ).run()
        return service
    }

    private func readService(_ reader: TableReader, into service: inout Service) {
        guard let table = reader.table("service") else {
            if !reader.has("service") { reader.missing("service.name") }
            return
        }
        if let written = table.required("name", .name), written != name {
            table.error(
                .conflict, at: "name", "assemblylift.toml calls this service '\(name)'",
                notes: ["write the same name here"])
        }
        let choice = ProviderReader(table).read(inherited: service.provider)
        service.provider = choice.provider
        service.options = choice.options
        table.finish()
    }

    private func readFunctions(_ api: TableReader, of service: Service) -> [Function] {
        var declared: [String: SourceSpan] = [:]
        return api.members("functions", title: "a function").compactMap { _, reader in
            guard let function = FunctionReader(reader: reader, service: service).read() else {
                return nil
            }
            let span = reader.place("name")
            if let first = declared[function.name] {
                issues.error(
                    .duplicate(.function), at: span, "function '\(function.name)' is there twice",
                    notes: ["first in line \(first.line)"])
                return nil
            }
            declared[function.name] = span
            return function
        }.sorted { $0.name < $1.name }
    }
}

/// Reads `provider` of a service or a function: a name, or a table with a name and options.
struct ProviderReader {
    let owner: TableReader

    init(_ owner: TableReader) { self.owner = owner }

    func read(
        inherited: Provider, options: ProviderOptions = ProviderOptions()
    ) -> (provider: Provider, options: ProviderOptions) {
        guard let value = owner.value("provider") else { return (inherited, options) }
        switch value.content {
        case .string(let name):
            let provider = self.provider(name, at: owner.span(value)) ?? inherited
            return (provider, limited(options, to: provider))
        case .table(let table):
            return read(
                owner.part(table, of: "provider", at: owner.span(value)), inherited, options)
        default:
            owner.wrongType(value, of: "provider", expected: .string, .table)
            return (inherited, options)
        }
    }

    private func read(
        _ table: TableReader, _ inherited: Provider, _ outer: ProviderOptions
    ) -> (Provider, ProviderOptions) {
        let name = table.string("name")
        let provider = name.flatMap { self.provider($0, at: table.place("name")) } ?? inherited
        var options = limited(outer, to: provider)
        if let written = table.table("options") {
            read(written, of: provider, into: &options)
        }
        table.finish()
        return (provider, options)
    }

    private func provider(_ name: String, at place: SourceSpan) -> Provider? {
        if let provider = Provider(rawValue: name) { return provider }
        owner.unknownValue(
            name, what: "provider", of: Provider.allCases.map(\.rawValue), at: place)
        return nil
    }

    /// An image below the function is nothing that a zip has.
    private func limited(_ options: ProviderOptions, to provider: Provider) -> ProviderOptions {
        var options = options
        if provider != .awsLambdaAlpine { options.baseImage = nil }
        return options
    }

    private func read(
        _ written: TableReader, of provider: Provider, into options: inout ProviderOptions
    ) {
        options.region = written.string("region", .region) ?? options.region
        options.architecture =
            written.choice("architecture", what: "architecture") ?? options.architecture
        let account = written.string("account_id", .accountID)
        // AssemblyLift's name.
        let older = written.string("aws_account_id", .accountID)
        if written.has("account_id"), written.has("aws_account_id") {
            written.error(
                .duplicate(.key), at: "aws_account_id", "the account is there twice",
                notes: ["'account_id' says it already"])
        }
        options.accountID = account ?? older ?? options.accountID
        options.logRetentionDays =
            written.retention("log_retention_days") ?? options.logRetentionDays
        options.packageBucket = written.string("package_bucket", .bucket) ?? options.packageBucket
        if provider == .awsLambdaAlpine {
            options.baseImage = written.string("base_image", .path) ?? options.baseImage
        } else if written.has("base_image") {
            _ = written.value("base_image")
            written.error(
                .unknownKey("base_image"), at: "base_image",
                "'\(provider.rawValue)' has no 'base_image'",
                notes: ["'\(Provider.awsLambdaAlpine.rawValue)' has"])
        }
        written.finish(hints: ["aws_region": "region", "arch": "architecture"])
    }
}

extension TableReader {
    /// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static let retentionDays = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
        2922, 3288, 3653,
    ]

    func retention(_ key: String) -> Int? {
        guard let days = integer(key, in: 1...3653, unit: " days") else { return nil }
        guard Self.retentionDays.contains(days) else {
            let near = Self.retentionDays.last { $0 < days } ?? 1
            let next = Self.retentionDays.first { $0 > days } ?? 3653
            error(
                .unknownValue(String(days)), at: key, "AWS cannot keep logs for \(days) days",
                notes: ["the nearest are \(near) and \(next)"])
            return nil
        }
        return days
    }
}
