/// Objects of earlier compiles, for the levels that are made for development: what is unchanged
/// since need not be compiled again. Where they are kept is the caller's matter.
package struct ObjectStore: Sendable {
    /// What makes an object what it is: the code, and how it is compiled.
    package struct Key: Sendable {
        package var bitcode: [UInt8]
        package var recipe: String
    }

    package var find: @Sendable (Key) -> [UInt8]?
    package var keep: @Sendable (Key, _ object: [UInt8]) -> Void

    package init(
        find: @escaping @Sendable (Key) -> [UInt8]?,
        keep: @escaping @Sendable (Key, [UInt8]) -> Void
    ) {
        self.find = find
        self.keep = keep
    }
}
