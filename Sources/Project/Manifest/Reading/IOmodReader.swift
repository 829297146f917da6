internal import Diagnostics

/// Reads `iomod` of a service.
struct IOmodReader {
    private enum Kind: String, CaseIterable { case registry, file, oci }

    let reader: TableReader
    let issues: IssueList

    func read() -> [IOmodDependency] {
        var declared: [String: SourceSpan] = [:]
        let found = reader.members("dependencies", title: "a dependency").compactMap {
            id, member -> IOmodDependency? in
            guard let dependency = dependency(id, member) else { return nil }
            let span = member.place("coordinates")
            if let first = declared[dependency.coordinates] {
                issues.error(
                    .duplicate(.iomod), at: span, "'\(dependency.coordinates)' is there twice",
                    notes: ["first in line \(first.line)"])
            }
            declared[dependency.coordinates] = span
            return dependency
        }
        reader.finish(hints: ["dependency": "dependencies"])
        return found.sorted { $0.id < $1.id }
    }

    private func dependency(_ id: String, _ member: TableReader) -> IOmodDependency? {
        let coordinates = member.required("coordinates", .coordinates)
        let version = member.required("version", .version)
        let source = source(member)
        let environment = member.strings("environment", .grantedVariable) ?? []
        member.finish(hints: ["path": "from", "source": "from"])
        guard let coordinates, let version, let source else { return nil }
        var dependency = IOmodDependency(id: id, coordinates: coordinates, version: version)
        dependency.source = source
        dependency.environment = environment
        dependency.origins = member.origins
        return dependency
    }

    private func source(_ member: TableReader) -> IOmodDependency.Source? {
        let written = member.choice("type", of: Kind.self, what: "type of dependency")
        // The name that it has within AssemblyLift.
        let older = member.choice("dependency_type", of: Kind.self, what: "type of dependency")
        if member.has("type"), member.has("dependency_type") {
            member.error(
                .duplicate(.key), at: "dependency_type", "the type is there twice",
                notes: ["'type' says it already"])
        }
        let isWritten = member.has("type") || member.has("dependency_type")
        guard let kind = written ?? older ?? (isWritten ? nil : .registry) else {
            _ = member.value("from")
            return nil
        }
        switch kind {
        case .registry:
            if member.value("from") != nil {
                member.warning(
                    .ignored, at: "from", "'from' has no effect on what a registry has",
                    notes: ["is 'type = \"file\"' missing?"])
            }
            return .registry
        case .file: return from(member, .path).map { .file($0) }
        case .oci: return from(member, .oci).map { .oci($0) }
        }
    }

    private func from(_ member: TableReader, _ shape: Shape) -> String? {
        member.required("from", shape, notes: ["where it is: 'from'"])
    }
}
