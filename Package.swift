// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is held to the same rules: Swift 6 mode, no warning, `any` spelled out.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// glibc's allocator took 8 % longer over 10,000 pages and 18 % over 100,000, in no less memory. `make dist` keeps it: linked
/// statically, jemalloc's `free` is not the shared libc's, which is handed what the other gave.
let allocator: [LinkerSetting] =
    Context.environment["CASEBOOK_ALLOCATOR"] == "libc"
    ? [] : [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]

/// The stages are siblings: each imports the nouns (`CasebookModel`) and the text tools (`CasebookText`) and never
/// another stage, so the compiler keeps the direction of the flow that ARCHITECTURE.md describes.
let package = Package(
    name: "casebook",
    defaultLocalization: "en",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "casebook", targets: ["casebook"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Only the tests use it: the reference that our compiled templates are compared with.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])
            ]),
        .target(name: "CAllocatorOptions"),
        .target(name: "CasebookText", swiftSettings: strict),
        .target(name: "CasebookModel", swiftSettings: strict),
        .target(
            name: "CasebookFiles",
            dependencies: ["CasebookModel", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "CasebookParse",
            dependencies: ["CCMarkGFM", "CasebookModel", "CasebookText", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(name: "CasebookResolve", dependencies: ["CasebookModel", "CasebookText"], swiftSettings: strict),
        .target(name: "CasebookCheck", dependencies: ["CasebookModel", "CasebookText"], swiftSettings: strict),
        .target(name: "CasebookRender", dependencies: ["CasebookModel", "CasebookText"], swiftSettings: strict),
        .target(name: "CasebookSearch", dependencies: ["CasebookModel", "CasebookText"], swiftSettings: strict),
        .target(name: "CasebookAuthoring", dependencies: ["CasebookModel", "CasebookText"], swiftSettings: strict),
        .target(
            name: "CasebookReports", dependencies: ["CasebookFiles", "CasebookModel", "CasebookText"],
            swiftSettings: strict),
        .target(name: "CasebookCache", dependencies: ["CasebookFiles", "CasebookModel"], swiftSettings: strict),
        .executableTarget(name: "EmbedTheme", swiftSettings: strict),
        .plugin(
            name: "EmbedThemePlugin", capability: .buildTool(), dependencies: ["EmbedTheme"],
            path: "Sources/EmbedThemePlugin"),
        .target(
            name: "CasebookTheme", dependencies: ["CasebookModel"], swiftSettings: strict,
            plugins: ["EmbedThemePlugin"]),
        .target(
            name: "CasebookBuild",
            dependencies: [
                "CasebookModel", "CasebookText", "CasebookFiles", "CasebookCache", "CasebookParse", "CasebookResolve",
                "CasebookCheck", "CasebookRender", "CasebookSearch", "CasebookAuthoring",
            ],
            swiftSettings: strict),
        .target(
            name: "CasebookPreview", dependencies: ["CasebookBuild", "CasebookFiles", "CasebookModel"],
            // What a previewed page gets besides: no part of any published site.
            resources: [.embedInCode("Browser")], swiftSettings: strict),
        .target(
            name: "CasebookLanguageServer",
            dependencies: ["CasebookAuthoring", "CasebookBuild", "CasebookFiles", "CasebookModel", "CasebookText"],
            swiftSettings: strict),
        .target(
            name: "CasebookCommands",
            dependencies: [
                "CasebookAuthoring", "CasebookBuild", "CasebookLanguageServer", "CasebookFiles", "CasebookPreview",
                "CasebookReports", "CasebookTheme", "CasebookModel", "CasebookText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "casebook", dependencies: ["CAllocatorOptions", "CasebookCommands"], swiftSettings: strict,
            linkerSettings: allocator),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "CasebookTextTests", dependencies: ["CasebookText", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "CasebookModelTests", dependencies: ["CasebookModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "CasebookFilesTests", dependencies: ["CasebookFiles", "CasebookModel"], swiftSettings: strict),
        .testTarget(
            name: "CasebookCacheTests",
            dependencies: [
                "CasebookCache", "CasebookBuild", "CasebookFiles", "CasebookModel", "CasebookParse", "CasebookRender",
                "CasebookTheme", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookParseTests", dependencies: ["CasebookParse", "CasebookModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookResolveTests",
            dependencies: ["CasebookResolve", "CasebookParse", "CasebookModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookCheckTests",
            dependencies: ["CasebookCheck", "CasebookResolve", "CasebookParse", "CasebookModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookRenderTests",
            dependencies: [
                "CasebookRender", "CasebookModel", .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookSearchTests", dependencies: ["CasebookSearch", "CasebookText", "CasebookModel"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookAuthoringTests",
            dependencies: ["CasebookAuthoring", "CasebookParse", "CasebookModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookLanguageServerTests",
            dependencies: ["CasebookLanguageServer", "CasebookBuild", "CasebookFiles", "CasebookModel"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookPreviewTests",
            dependencies: [
                "CasebookPreview", "CasebookBuild", "CasebookFiles", "CasebookModel", "CasebookTheme", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookReportsTests", dependencies: ["CasebookReports", "CasebookFiles", "CasebookModel"],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["casebook", "CasebookModel", "TestSupport"], swiftSettings: strict),
    ]
)

// Fuzzing needs every target instrumented, which no other build should pay for: see Scripts/fuzz.sh. `thorough` is fast
// and finds every read behind a buffer; `quick` is compiled in half the time.
if let fuzzing = Context.environment["CASEBOOK_FUZZ"] {
    let sanitizers = fuzzing == "thorough" ? "-sanitize=fuzzer,address" : "-sanitize=fuzzer"
    let fuzzed: [SwiftSetting] = [
        .unsafeFlags([sanitizers, "-enable-testing"] + (fuzzing == "thorough" ? [] : ["-Onone"]))
    ]
    for target in package.targets where target.name.hasPrefix("Casebook") && target.type == .regular {
        target.swiftSettings? += fuzzed
    }
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "CLibFuzzer", "CasebookAuthoring", "CasebookBuild", "CasebookCache", "CasebookFiles",
                "CasebookLanguageServer", "CasebookModel", "CasebookParse", "CasebookPreview", "CasebookRender",
                "CasebookResolve", "CasebookSearch", "CasebookTheme",
            ],
            path: "Tests/Fuzz/Targets", swiftSettings: strict + fuzzed,
            // gold stops with an error of its own over the sanitizers' symbols.
            linkerSettings: [.unsafeFlags([sanitizers, "-use-ld=lld"])]),
    ]
}
