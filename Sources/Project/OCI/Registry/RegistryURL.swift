internal import Foundation

/// An address of http or https, without a user in it.
struct RegistryURL: Hashable, Sendable {
    let scheme: String
    /// In lower case.
    let host: String
    let port: Int
    private let components: URLComponents

    /// The root of a registry's API. Docker Hub's is not where its name says.
    init?(registry: String, insecure: Bool) {
        let host = registry == "docker.io" ? "registry-1.docker.io" : registry
        guard let plain = RegistryURL("http://\(host)/v2/") else { return nil }
        if insecure || plain.isLoopback {
            self = plain
        } else {
            self.init("https://\(host)/v2/")
        }
    }

    init?(_ text: String) {
        guard text.utf8.count <= 8192, let components = URLComponents(string: text) else {
            return nil
        }
        self.init(components)
    }

    private init?(_ components: URLComponents) {
        guard let scheme = components.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = components.host?.lowercased(), !host.isEmpty,
            components.user == nil, components.password == nil
        else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = components.port ?? (scheme == "https" ? 443 : 80)
        self.components = components
    }

    /// What a `Location` in an answer from here means.
    func resolving(_ location: String) -> RegistryURL? {
        guard location.utf8.count <= 8192, let base = components.url,
            let url = URL(string: location, relativeTo: base)
        else { return nil }
        return RegistryURL(url.absoluteString)
    }

    /// Below `/v2/`.
    func appending(_ path: String) -> RegistryURL? {
        var components = components
        components.percentEncodedPath += path
        return RegistryURL(components)
    }

    /// Beside what is in the query already.
    func adding(_ items: [(name: String, value: String)]) -> RegistryURL {
        var components = components
        let query = items.map { "\(Self.escape($0.name))=\(Self.escape($0.value))" }
        let old = components.percentEncodedQuery.map { $0.isEmpty ? [] : [$0] } ?? []
        components.percentEncodedQuery = (old + query).joined(separator: "&")
        return RegistryURL(components) ?? self
    }

    private static func escape(_ text: String) -> String {
        var allowed = CharacterSet.urlQueryAllowed
        allowed.remove(charactersIn: "&+=;?#")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    var text: String { components.string ?? "" }

    /// Without the query, where registries and stores keep signatures.
    var shown: String {
        var components = components
        components.query = nil
        components.fragment = nil
        return components.string ?? host
    }

    func hasSameOrigin(as other: RegistryURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// This machine, by the usual name or by number; no other name, for names are the resolver's.
    var isLoopback: Bool {
        if host == "localhost" { return true }
        var address = in_addr()
        if inet_pton(AF_INET, host, &address) == 1 {
            return UInt32(bigEndian: address.s_addr) >> 24 == 127
        }
        return host == "::1" || host == "[::1]"
    }

    /// Whether a registry may send us here: never from https to http, and plain http only within
    /// this machine or to the registry itself.
    func isAllowed(by registry: RegistryURL) -> Bool {
        if scheme == "https" { return true }
        return registry.scheme == "http"
            && ((isLoopback && registry.isLoopback) || hasSameOrigin(as: registry))
    }
}
