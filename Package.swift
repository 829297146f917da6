// swift-tools-version: 6.2
import PackageDescription

// LLVM comes from Debian's llvm-19-dev; `toolchain/versions.env` is the pin.
let llvm = Context.environment["ASML_LLVM_PREFIX"] ?? "/usr/lib/llvm-19"

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// What `asml invoke --example` sends, as `PackageResources` in the code.
let sampleEvents = [
    "api-gateway-v1", "api-gateway-v2", "dynamodb", "eventbridge", "function-url", "kinesis", "s3",
    "schedule", "sns", "sqs",
]

/// What new applications and functions begin with, below `Templates/`.
let templates = [
    "c/compile_flags.txt", "c/function.c", "cpp/cpp_flags.txt", "cpp/function.cpp",
    "javascript/function.js",
    "project/assemblylift.toml", "project/function.toml", "project/project.README.md",
    "project/project.gitignore", "project/service.toml", "rust/Cargo.toml", "rust/lib.rs",
    "rust/rust.gitignore", "swift/Function.swift", "swift/Package.swift", "swift/swift.gitignore",
    "zig/function.zig",
]

/// A target of one of the five rooms below `Sources/` (docs/architecture.md).
func room(
    _ room: String, _ name: String, _ dependencies: [Target.Dependency] = [],
    flags: [String] = [], resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(room)/\(name)",
        resources: resources,
        swiftSettings: swiftSettings + (flags.isEmpty ? [] : [.unsafeFlags(flags)]))
}

func test(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [])
    -> Target
{
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)",
        exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "asml",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "asml", targets: ["asml"]),
        .executable(name: "asml-conformance", targets: ["asml-conformance"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // Tool: what a person holds
        room("Tool", "Diagnostics"),

        // Runtime: what is inside a bootstrap
        .target(
            name: "CRuntimeABI", path: "runtime-c",
            // The parts that only make sense inside a bootstrap.
            exclude: ["bootstrap"],
            publicHeadersPath: "include"),

        // Here for its tests; toolchain/build-runtime.sh compiles the same files for the bootstrap.
        room("Runtime", "AsmlRuntime", ["CRuntimeABI"]),

        // Compiler: bytes to bootstrap
        .systemLibrary(name: "CLLVM", path: "Sources/Compiler/CLLVM"),
        .target(
            name: "LLVMShim", path: "Sources/Compiler/LLVMShim",
            cxxSettings: [.unsafeFlags(["-I\(llvm)/include", "-fno-rtti", "-std=c++17"])],
            linkerSettings: [
                .unsafeFlags(["-L\(llvm)/lib", "-Xlinker", "-rpath=\(llvm)/lib"]),
                .linkedLibrary("LLVM-19"),
            ]),
        // The linker, for `asml` only: it is the program that starts itself as `ld.lld`.
        .target(
            name: "LLDShim", path: "Sources/Compiler/LLDShim",
            cxxSettings: [.unsafeFlags(["-I\(llvm)/include", "-fno-rtti", "-std=c++17"])],
            linkerSettings: [
                .linkedLibrary("lldELF"), .linkedLibrary("lldCommon"), .linkedLibrary("z"),
                .linkedLibrary("zstd"),
            ]),
        room("Compiler", "LLVMKit", ["CLLVM", "LLVMShim"], flags: ["-Xcc", "-I\(llvm)/include"]),
        room("Compiler", "WasmModel"),
        room("Compiler", "WasmDecoder", ["WasmModel"]),
        room("Compiler", "WasmValidator", ["WasmModel"]),
        room(
            "Compiler", "WasmLowering", ["WasmModel", "WasmValidator", "LLVMKit", "CRuntimeABI"]),
        room("Compiler", "CodeGen", ["Diagnostics", "LLVMKit", "WasmModel", "CRuntimeABI"]),
        room(
            "Compiler", "NativeLinker",
            [
                "Diagnostics", "WasmModel", "CRuntimeABI",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        // Project: TOML to packages and Terraform
        .target(
            name: "TOMLShim", path: "Sources/Project/TOMLShim",
            cxxSettings: [.unsafeFlags(["-std=c++17"])]),
        room("Project", "Manifest", ["Diagnostics", "TOMLShim"]),
        room("Project", "HCL"),
        room("Project", "Terraform", ["HCL", "Manifest", "Diagnostics"]),
        .systemLibrary(name: "CZlib", path: "Sources/Project/CZlib"),
        room("Project", "Archive", ["CZlib"]),
        room(
            "Project", "OCI",
            [
                "Archive",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room("Project", "Packaging", ["Archive", "OCI", "Manifest", "Diagnostics"]),
        room(
            "Project", "Languages", ["Manifest", "Diagnostics"],
            resources: templates.map { .embedInCode("Templates/\($0)") }),

        // Cloud: what listens or calls out
        room(
            "Cloud", "LocalCloud",
            [
                "Diagnostics", "Manifest",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            resources: sampleEvents.map { .embedInCode("SampleEvents/\($0).json") }),
        room(
            "Cloud", "AWSClient",
            [
                "Diagnostics",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        room(
            "Tool", "Driver",
            [
                "Diagnostics", "WasmModel", "WasmDecoder", "WasmValidator", "LLVMKit",
                "WasmLowering", "CodeGen", "NativeLinker", "LLDShim", "LocalCloud", "CRuntimeABI",
                "Manifest", "Languages", "Archive", "OCI", "Packaging", "Terraform", "AWSClient",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .executableTarget(
            name: "asml",
            dependencies: [
                "Diagnostics", "Driver", "WasmLowering", "CodeGen", "NativeLinker", "LocalCloud",
                "Manifest",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Tool/asml", swiftSettings: swiftSettings),

        // The WebAssembly specification's own tests, run against the compiler.
        .target(
            name: "Conformance",
            dependencies: [
                "Diagnostics", "WasmModel", "WasmDecoder", "WasmValidator", "LLVMKit",
                "WasmLowering", "CodeGen", "NativeLinker",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Sources/Tool/Conformance", exclude: ["driver"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "asml-conformance",
            dependencies: [
                "Conformance", "WasmLowering", "CodeGen", "Diagnostics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Tool/asml-conformance", swiftSettings: swiftSettings),

        // Tests
        .target(
            name: "WasmFixtures", dependencies: ["WasmModel"], path: "Tests/WasmFixtures",
            swiftSettings: swiftSettings),
        .target(
            name: "ToolFixtures",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/ToolFixtures", swiftSettings: swiftSettings),
        test("ToolFixturesTests", ["ToolFixtures"]),
        test("HCLTests", ["HCL", "ToolFixtures"]),
        test(
            "TerraformTests", ["Terraform", "HCL", "Manifest", "Diagnostics", "ToolFixtures"],
            exclude: ["Golden"]),
        test("WasmDecoderTests", ["WasmModel", "WasmDecoder", "WasmFixtures"]),
        test(
            "WasmValidatorTests",
            ["WasmModel", "WasmDecoder", "WasmValidator", "WasmFixtures", "ToolFixtures"]),
        test(
            "WasmLoweringTests",
            [
                "WasmModel", "WasmDecoder", "WasmValidator", "WasmLowering", "LLVMKit", "CodeGen",
                "ToolFixtures",
            ],
            exclude: ["Golden"]),
        test("AsmlRuntimeTests", ["AsmlRuntime", "CRuntimeABI"]),
        test("ManifestTests", ["Manifest", "Diagnostics", "ToolFixtures"], exclude: ["Golden"]),
        test("ArchiveTests", ["Archive", "ToolFixtures"]),
        test("PackagingTests", ["Packaging", "Archive", "Manifest", "Diagnostics"]),
        test(
            "LocalCloudTests",
            [
                "LocalCloud", "Manifest", "Diagnostics",
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        test(
            "LanguagesTests", ["Languages", "Manifest", "Diagnostics", "ToolFixtures"],
            exclude: ["Golden"]),
        test(
            "AWSClientTests",
            [
                "AWSClient", "Diagnostics", "ToolFixtures",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["Python"]),
        test(
            "OCITests",
            ["Archive", "OCI", "ToolFixtures", .product(name: "Crypto", package: "swift-crypto")]),
        test("ConformanceTests", ["Conformance", "WasmModel"]),
        test(
            "EndToEndTests", ["LocalCloud", "ToolFixtures"],
            exclude: ["without_openat2.c", "iomods.c", "Embedding", "Serve", "AssemblyLift"]),
    ]
)
