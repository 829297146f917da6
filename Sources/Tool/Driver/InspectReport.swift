internal import Foundation

/// What `asml inspect` says about a module; as JSON it has these names (docs/inspect.md).
/// Sizes are in bytes, offsets are bytes from the file's start.
struct InspectReport: Encodable {
    struct Problem: Encodable {
        var message: String
        var notes: [String] = []
        var offset: Int?
    }

    struct Section: Encodable {
        var name: String
        /// Of a custom section.
        var customName: String?
        var offset: Int
        var size: Int
        var error: Problem?
    }

    struct ImportItem: Encodable {
        var module: String
        var name: String
        var kind: String
        var type: String
        var offset: Int
        /// The runtimes that provide it.
        var providedBy: [String]
    }

    struct ExportItem: Encodable {
        var name: String
        var kind: String
        var index: UInt32
        var type: String
    }

    struct FunctionItem: Encodable {
        var index: Int
        var name: String?
        var offset: Int
        var size: Int
    }

    struct Functions: Encodable {
        var imported: Int
        var defined: Int
        var codeSize: Int
        /// Missing when there is none.
        var start: FunctionItem?
        /// By size, the largest first.
        var items: [FunctionItem]
    }

    struct Memory: Encodable {
        var index: Int
        var imported: Bool
        var minimumPages: UInt64
        var maximumPages: UInt64?
    }

    struct Table: Encodable {
        var index: Int
        var imported: Bool
        var element: String
        var minimum: UInt64
        var maximum: UInt64?
    }

    struct Global: Encodable {
        var index: Int
        var imported: Bool
        var type: String
        var mutable: Bool
        /// Of a constant.
        var value: String?
    }

    struct Segments: Encodable {
        var active = 0
        var passive = 0
        var declarative = 0
        /// Bytes of data segments, items of element segments.
        var total = 0
    }

    struct Producer: Encodable {
        var field: String
        var name: String
        var version: String
    }

    struct FeatureUse: Encodable {
        var name: String
        /// Of the specification: 1, 2 or 3.
        var version: Int
        /// Instructions and declarations that need it.
        var count: Int
        /// Of the first of them.
        var offset: Int
    }

    struct Runtime: Encodable {
        var name: String
        var compiles: Bool
        /// Why it does not compile.
        var problems: [Problem]
        /// What it can run: `_start`, handlers.
        var entries: [String]
    }

    var file: String
    var size: Int
    /// The first byte that is wrong, or what breaks the specification's rules.
    var errors: [Problem] = []
    /// The proposal that would give a meaning to the first wrong byte.
    var unsupported: String?
    /// Of the specification, the first that has all features; missing when there are errors.
    var version: Int?
    var features: [FeatureUse] = []
    var runtimes: [Runtime] = []
    var imports: [ImportItem] = []
    var exports: [ExportItem] = []
    var functions: Functions
    var memories: [Memory] = []
    var tables: [Table] = []
    var globals: [Global] = []
    var data = Segments()
    var elements = Segments()
    var sections: [Section] = []
    /// Functions that the `name` section names.
    var functionNames = 0
    /// Bytes of DWARF's sections.
    var debugInfoSize = 0
    var producers: [Producer] = []
    /// With the sign that the section has: `+` used, `-` not allowed.
    var targetFeatures: [String] = []
}
