// swift-tools-version: 6.2
import PackageDescription

// For this machine: unit tests. build.sh makes WebAssembly of the same files.
let package = Package(
    name: "Asml",
    products: [.library(name: "Asml", targets: ["Asml"])],
    targets: [
        .target(name: "CAsml"),
        .target(
            name: "Asml", dependencies: ["CAsml"],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        .testTarget(name: "AsmlTests", dependencies: ["Asml"]),
    ]
)
