// swift-tools-version: 6.2
import PackageDescription

// For editors, and for tests on your machine. `asml` compiles the same files for WebAssembly, with
// the package Asml and no other.
let package = Package(
    name: "FUNCTION_NAME",
    dependencies: [
        // Laid there by `asml`.
        .package(name: "Asml", path: "../../../.asml/sdk/swift")
    ],
    targets: [
        .target(name: "Function", dependencies: [.product(name: "Asml", package: "Asml")])
    ]
)
