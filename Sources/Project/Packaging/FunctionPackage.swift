package import Archive
package import OCI

/// A bootstrap in the forms that Lambda takes.
package enum FunctionPackage {
    /// A zip for `provided.al2023`.
    package static func zip(bootstrap: ByteContent) throws(ArchiveError) -> ArchiveContents {
        try ArchiveContents([.file(try ArchivePath("bootstrap"), mode: 0o755, bootstrap)])
    }

    /// An image of one layer: the bootstrap, and the folders that Lambda and a function expect.
    ///
    /// - Parameter iomods: a layer below, which functions with the same IOmods share.
    package static func image(
        bootstrap: ByteContent, handler: String, for architecture: Architecture,
        iomods: [ArchiveEntry] = []
    ) throws(ArchiveError) -> ImageRecipe {
        let layer = try ArchiveContents([
            .file(try ArchivePath("bootstrap"), mode: 0o755, bootstrap),
            .folder(try ArchivePath("opt")),
            .folder(try ArchivePath("tmp"), mode: 0o1777),
            .folder(try ArchivePath("var")),
            .folder(try ArchivePath("var/task")),
        ])
        let lower = iomods.isEmpty ? [] : [try ArchiveContents(iomods)]
        var recipe = ImageRecipe(architecture: architecture, layers: lower + [layer])
        recipe.entrypoint = ["/bootstrap"]
        recipe.command = [handler]
        recipe.environment = ["LAMBDA_TASK_ROOT": "/var/task", "TZ": ":UTC"]
        return recipe
    }
}
