internal import HCL
internal import Manifest

/// A block of the outermost level, with what the manifest calls its attributes.
struct Resource {
    var block: Block
    var place: ResourcePlace

    init(_ type: String, _ labels: [String], _ origins: Origins = Origins()) {
        block = Block(type, labels)
        place = ResourcePlace(origins: origins)
    }

    /// A resource of a function or service, made through the provider of its region.
    init(
        _ kind: String, _ names: [String], _ provider: ProviderConfiguration,
        _ origins: Origins = Origins(), data: Bool = false
    ) {
        self.init(data ? "data" : "resource", [kind, label(names)], origins)
        if let alias = provider.alias {
            set("provider", .reference(["aws", alias]))
            block.body.blankLine()
        }
    }

    /// Of a provider.
    var alias: String?

    /// As Terraform has it, but for providers, of which it names the registry, too:
    /// `provider.aws.eu_west_1`.
    var address: String {
        let names = (block.type == "resource" ? [] : [block.type]) + block.labels
        return (names + [alias].compactMap { $0 }).joined(separator: ".")
    }

    /// To be referred to by others.
    var reference: Expression {
        .reference(block.type == "resource" ? block.labels : [block.type] + block.labels)
    }

    /// - Parameter key: what the manifest calls it.
    mutating func set(_ name: String, _ value: Expression?, from key: String? = nil) {
        guard let value else { return }
        // Before the blocks, in whichever order things become known.
        let end = block.body.items.firstIndex { if case .block = $0 { true } else { false } }
        block.body.items.insert(.attribute(name, value), at: end ?? block.body.items.endIndex)
        place.keys[name] = key
    }

    mutating func set(_ name: String, _ value: Int?, from key: String? = nil) {
        set(name, value.map(Expression.number), from: key)
    }

    mutating func set(_ name: String, _ value: String?, from key: String? = nil) {
        set(name, value.map(Expression.string), from: key)
    }

    mutating func block(_ name: String, from key: String? = nil, _ fill: (inout Body) -> Void) {
        block.body.block(name, [], fill)
        place.keys[name] = key
    }

    mutating func dependsOn(_ others: [Expression]) {
        guard !others.isEmpty else { return }
        block.body.blankLine()
        block.body.set("depends_on", .list(others))
    }
}

extension Resource {
    static func resource(
        _ kind: String, _ names: [String], _ scope: FunctionScope, _ origins: Origins? = nil
    ) -> Resource {
        Resource(kind, names, scope.provider, origins ?? scope.function.origins)
    }

    static func data(_ kind: String, _ names: [String], _ scope: FunctionScope) -> Resource {
        Resource(kind, names, scope.provider, scope.function.origins, data: true)
    }
}
