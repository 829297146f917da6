internal import Foundation

/// What the environment and the files of `~/.aws` say, read as the AWS CLI reads them: the
/// profile, the region, the endpoints. Finding credentials is `CredentialChain`'s.
package struct AWSSettings: Sendable {
    package let region: String
    package let profile: String
    /// The caller named the profile, so the environment's keys are not meant.
    let isProfileExplicit: Bool
    let environment: [String: String]
    /// Of `config`, and of `credentials`, which has profiles only.
    let config: SharedConfig
    let credentials: SharedConfig
    /// The caller's, for all services.
    let endpoint: Endpoint?

    /// Everything that is nil is looked for in the environment and in the files.
    package init(
        environment: [String: String], profile: String? = nil, region: String? = nil,
        endpoint: String? = nil
    ) throws(AWSError) {
        self.environment = environment
        let files = SharedFiles(environment)
        config = try files.read(files.config)
        credentials = try files.read(files.credentials)
        isProfileExplicit = profile != nil
        // Of both the first wins in Terraform, which acts on the same account (and in the CLI the
        // second).
        let named =
            profile ?? environment.value("AWS_PROFILE")
            ?? environment.value("AWS_DEFAULT_PROFILE")
        self.profile = named ?? "default"
        let section = Self.section(self.profile, config: config, credentials: credentials)
        if named != nil, section == nil {
            throw AWSError(
                .configuration, at: .profile(self.profile),
                "neither \(files.config) nor \(files.credentials) has it")
        }
        self.region = try Self.region(region, environment, section)
        if let endpoint {
            self.endpoint = try Endpoint(endpoint, at: .caller)
        } else {
            self.endpoint = nil
        }
    }

    /// Whether requests go to AWS itself and not to an emulator.
    package func isCustom(_ service: AWSService) throws(AWSError) -> Bool {
        try configuredEndpoint(for: service) != nil
    }

    package func endpoint(for service: AWSService) throws(AWSError) -> Endpoint {
        try configuredEndpoint(for: service) ?? service.endpoint(in: region)
    }

    /// The profile's settings; those of `credentials` win.
    var profileSection: SharedConfig.Section {
        Self.section(profile, config: config, credentials: credentials) ?? [:]
    }

    private func configuredEndpoint(for service: AWSService) throws(AWSError) -> Endpoint? {
        if let endpoint { return endpoint }
        if environment.value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() == "true" {
            return nil
        }
        for name in ["AWS_ENDPOINT_URL_\(service.variable)", "AWS_ENDPOINT_URL"] {
            if let url = environment.value(name) { return try Endpoint(url, at: .variable(name)) }
        }
        let section = profileSection
        if section["ignore_configured_endpoint_urls"]?.text.lowercased() == "true" { return nil }
        if let services = section["services"] {
            guard let named = config.sections["services \(services.text)"] else {
                throw AWSError(
                    .configuration, at: services.place, "there is no section of that name")
            }
            let own = named[service.variable.lowercased()]?.nested["endpoint_url"]
            if let own { return try Endpoint(own.text, at: own.place) }
        }
        guard let url = section["endpoint_url"] else { return nil }
        return try Endpoint(url.text, at: url.place)
    }

    private static func section(
        _ profile: String, config: SharedConfig, credentials: SharedConfig
    ) -> SharedConfig.Section? {
        let plain = profile == "default" ? config.sections["default"] : nil
        let first = config.sections["profile \(profile)"] ?? plain
        let second = credentials.sections[profile]
        if first == nil, second == nil { return nil }
        return (first ?? [:]).merging(second ?? [:]) { $1 }
    }

    private static func region(
        _ given: String?, _ environment: [String: String], _ section: SharedConfig.Section?
    ) throws(AWSError) -> String {
        var place = AWSError.Place.caller
        var found = given
        for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] where found == nil {
            found = environment.value(name)
            place = .variable(name)
        }
        if found == nil, let value = section?["region"] {
            found = value.text
            place = value.place
        }
        guard let region = found else {
            throw AWSError(
                .noRegion, at: .caller, "no region is set",
                hint: "set AWS_REGION, or 'region' in a profile or in the project's manifest")
        }
        // It becomes a part of a host's name.
        let isName = region.utf8.allSatisfy {
            ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
                || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
        }
        guard isName, (1...32).contains(region.utf8.count) else {
            throw AWSError(.noRegion, at: place, "that is not a region's name")
        }
        return region
    }
}

/// Printing it shows no environment and no file: both may hold secrets.
extension AWSSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "AWSSettings(\(profile), \(region))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where the two files are, and reading them.
private struct SharedFiles {
    /// Far more than any that somebody wrote.
    private static let longest = 1 << 20

    let config: String
    let credentials: String

    init(_ environment: [String: String]) {
        let home = environment.value("HOME") ?? NSHomeDirectory()
        func path(_ variable: String, _ usual: String) -> String {
            let path = environment.value(variable) ?? usual
            return path.hasPrefix("~/") ? home + path.dropFirst() : path
        }
        config = path("AWS_CONFIG_FILE", "~/.aws/config")
        credentials = path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
    }

    /// A file that is not there says nothing.
    func read(_ path: String) throws(AWSError) -> SharedConfig {
        guard FileManager.default.fileExists(atPath: path) else { return SharedConfig() }
        guard let text = try boundedText(path, longest: Self.longest) else {
            throw AWSError(.configuration, at: .file(path, line: 0), "is not UTF-8 text")
        }
        return try SharedConfig(text, path: path)
    }
}

/// A file's text; nil when it is not UTF-8.
func boundedText(_ path: String, longest: Int) throws(AWSError) -> String? {
    let place = AWSError.Place.file(path, line: 0)
    let data: Data
    do {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        data = try file.read(upToCount: longest + 1) ?? Data()
    } catch {
        throw AWSError(.configuration, at: place, "cannot be read")
    }
    guard data.count <= longest else {
        throw AWSError(.limit, at: place, "is longer than \(longest) bytes")
    }
    return String(validating: data, as: UTF8.self)
}

extension [String: String] {
    /// A variable; an empty one is none.
    func value(_ name: String) -> String? {
        guard let value = self[name], !value.isEmpty else { return nil }
        return value
    }
}
