package import WasmModel

/// Something that instances export and import: a part of the index spaces of the instance that
/// defines it.
package struct Entity: Hashable, Sendable {
    package var instance: Int
    package var kind: ExternalKind
    package var index: Int
    /// A memory's place among all memories of the program.
    package var memorySlot: Int?

    package init(instance: Int, kind: ExternalKind, index: Int, memorySlot: Int? = nil) {
        self.instance = instance
        self.kind = kind
        self.index = index
        self.memorySlot = memorySlot
    }
}

package struct ExportedEntity: Equatable, Sendable {
    package var entity: Entity
    package var type: ExternalType

    package init(_ entity: Entity, _ type: ExternalType) {
        self.entity = entity
        self.type = type
    }
}

/// A module's or an export's name: equal only byte by byte, while a `String` also equals its other
/// Unicode forms.
package struct Name: Hashable, Sendable {
    private let bytes: [UInt8]

    package init(_ text: String) { bytes = Array(text.utf8) }
}

package enum LinkFailure: Error, Equatable, Sendable {
    case unknownImport(module: String, name: String)
    case incompatibleImport(module: String, name: String)

    package var module: String {
        switch self {
        case .unknownImport(let module, _), .incompatibleImport(let module, _): module
        }
    }

    /// The specification's words.
    package var specText: String {
        switch self {
        case .unknownImport: "unknown import"
        case .incompatibleImport: "incompatible import type"
        }
    }
}

/// A module's imports, found.
package struct ResolvedImports: Equatable, Sendable {
    /// In the order of `Module.imports`.
    package var entities: [ExportedEntity] = []
    /// Tables and memories that must have grown to a size by the time of instantiation.
    package var growths: [Growth] = []

    package struct Growth: Equatable, Sendable {
        package var entity: Entity
        package var size: UInt64
    }
}

/// Finds a module's imports among the exports of the registered instances.
package func resolveImports(
    of module: Module, in registered: [Name: [Name: ExportedEntity]]
) throws(LinkFailure) -> ResolvedImports {
    var resolved = ResolvedImports()
    for item in module.imports {
        guard let export = registered[Name(item.module)]?[Name(item.name)],
            let wanted = module.externalType(of: item.kind)
        else { throw .unknownImport(module: item.module, name: item.name) }
        switch wanted.matched(by: export.type) {
        case .matches: break
        case .matchesIfGrown(let size):
            resolved.growths.append(.init(entity: export.entity, size: size))
        case .incompatible:
            throw .incompatibleImport(module: item.module, name: item.name)
        }
        resolved.entities.append(export)
    }
    return resolved
}

/// What an instance exports; an exported import is its origin's and has the type that it has there.
package func exports(
    of module: Module, instance: Int, imports: [ExportedEntity], firstMemorySlot: Int
) -> [Name: ExportedEntity] {
    var found: [Name: ExportedEntity] = [:]
    for export in module.exports {
        guard let type = module.externalType(of: export) else { continue }
        let imported = imports.filter { $0.entity.kind == export.kind }
        let index = Int(export.index)
        if index < imported.count {
            found[Name(export.name)] = imported[index]
            continue
        }
        let slot = export.kind == .memory ? firstMemorySlot + index - imported.count : nil
        let entity = Entity(
            instance: instance, kind: export.kind, index: index, memorySlot: slot)
        found[Name(export.name)] = ExportedEntity(entity, type)
    }
    return found
}
