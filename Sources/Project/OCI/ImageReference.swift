/// Where an image is: `host[:port]/name[:tag][@digest]`.
package struct ImageReference: Hashable, Sendable {
    /// With its port, where it has one.
    package let registry: String
    package let repository: String
    package var tag: String?
    package var digest: Digest?

    package enum Problem: Hashable, Sendable {
        case noRegistry, registry, repository, tag, digest
    }

    package init(_ text: String) throws(OCIError) {
        func refused(_ problem: Problem, _ message: String) -> OCIError {
            OCIError(.reference(problem), in: text, message)
        }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw refused(.repository, "spaces and letters that are not ASCII have no place here")
        }
        var rest = Substring(text)
        if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard let digest = Digest(String(rest[rest.utf8.index(after: at)...])) else {
                throw refused(.digest, "the part behind '@' is no digest 'sha256:…'")
            }
            self.digest = digest
            rest = rest[..<at]
        }
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            throw refused(.noRegistry, "no registry: write 'host/name:tag'")
        }
        registry = String(rest[..<slash])
        rest = rest[rest.utf8.index(after: slash)...]
        guard Self.isHost(registry) else { throw refused(.registry, "not a registry's host") }
        if let colon = rest.utf8.lastIndex(of: UInt8(ascii: ":")) {
            let tag = String(rest[rest.utf8.index(after: colon)...])
            guard tag.wholeMatch(of: #/[A-Za-z0-9_][A-Za-z0-9._\-]{0,127}/#) != nil else {
                throw refused(.tag, "not a tag: letters, digits, '_', '.', '-', at most 128")
            }
            self.tag = tag
            rest = rest[..<colon]
        }
        repository = String(rest)
        guard Self.isRepository(repository) else {
            throw refused(
                .repository, "not a repository: lower-case letters and digits with '.', '_', '-'")
        }
    }

    private static func isHost(_ text: String) -> Bool {
        let name = #/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?)(:[0-9]{1,5})?/#
        return text.utf8.count <= 255 && text.wholeMatch(of: name) != nil
            && (text.contains(".") || text.contains(":") || text == "localhost")
    }

    private static func isRepository(_ text: String) -> Bool {
        let name = #/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*/#
        return text.utf8.count <= 255 && text.wholeMatch(of: name) != nil
    }

    /// As the registry's API has it: Docker Hub keeps names without a slash in `library`.
    package var repositoryPath: String {
        registry == "docker.io" && !repository.contains("/") ? "library/\(repository)" : repository
    }

    /// What a manifest is asked for by: the digest, which cannot change, else the tag.
    package var manifestName: String { digest?.description ?? tag ?? "latest" }
}

extension ImageReference: CustomStringConvertible {
    package var description: String {
        "\(registry)/\(repository)" + (tag.map { ":\($0)" } ?? "")
            + (digest.map { "@\($0)" } ?? "")
    }
}
