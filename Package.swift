// swift-tools-version:6.3
import PackageDescription

/// One package, floors 0 to 6. `docs/architecture.md` tells who may import whom; `tools/check-imports` holds it.
let package = Package(
  name: "cardcase",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "cardcase", targets: ["cardcase"]),
    .executable(name: "cardcase-serve", targets: ["cardcase-serve"]),
    .library(name: "VCard", targets: ["VCard"]),
    .library(name: "JSContact", targets: ["JSContact"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
  ],
  targets: [
    // Shims
    .target(name: "CPlatform"),
    .target(name: "CResources"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

    // Floor 0: bytes, days, limits
    .target(name: "Scan", dependencies: ["CPlatform", "CResources"]),

    // Floor 1: formats, bytes <-> values
    .target(name: "VCard", dependencies: ["Scan"], exclude: ["README.md"]),
    .target(name: "JSContact", dependencies: ["VCard", "Scan"], exclude: ["README.md"]),
    .target(name: "ICalendar", dependencies: ["Scan"]),
    .target(name: "Mail", dependencies: ["Scan"]),
    .target(name: "Tabular", dependencies: ["Scan"]),
    .target(name: "Age", dependencies: ["Scan", crypto, cryptoExtras]),
    .target(name: "MerkleLog", dependencies: ["Scan", crypto]),

    // Floor 2: the nouns
    .target(name: "Book", dependencies: ["Scan"]),

    // Floor 3: engines and pages, values in, values out
    .target(name: "Ties", dependencies: ["Book", "Scan"]),
    .target(name: "Linkage", dependencies: ["Scan"]),
    .target(name: "Policy", dependencies: ["Book", "Scan", .product(name: "Yams", package: "Yams")]),
    .target(name: "Leave", dependencies: ["Policy", "Ties", "Book", "Scan"]),
    .target(name: "CardDAV", dependencies: ["VCard", "Scan"]),
    .target(name: "WebUI", dependencies: ["Scan"]),

    // Floor 4: files in, the vault, files out
    .target(
      name: "Vault",
      dependencies: [
        "MerkleLog", "Age", "Book", "Scan", "CPlatform", crypto, cryptoExtras,
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Intake",
      dependencies: [
        "VCard", "JSContact", "ICalendar", "Mail", "Tabular", "Book", "Scan", "CZlib",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      // zlib goes into the binary, which then needs no library of the machine's but libc, libstdc++, libgcc and libsqlite3.
      linkerSettings: [.linkedLibrary(":libz.a", .when(platforms: [.linux])), .linkedLibrary("z", .when(platforms: [.macOS]))]),
    .target(name: "Publish", dependencies: ["VCard", "JSContact", "Tabular", "Book", "Scan"]),

    // Floor 5: one file per act; the server
    .target(
      name: "Acts",
      dependencies: [
        "Vault", "Intake", "Publish", "Leave", "Policy", "Ties", "Linkage", "VCard", "JSContact", "Mail", "Tabular", "ICalendar",
        "MerkleLog", "Age", "Book", "Scan",
      ]),
    .target(
      name: "Server",
      dependencies: [
        "Acts", "CardDAV", "WebUI", "Leave", "Book", "Scan",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
      ]),

    // Floor 6: the programs
    .executableTarget(
      name: "cardcase",
      dependencies: ["Acts", "Leave", "Policy", "Ties", "Book", "Scan", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .executableTarget(
      name: "cardcase-serve",
      dependencies: ["Server", "Acts", "Book", "Scan", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

    // Tests mirror the targets
    .testTarget(name: "ScanTests", dependencies: ["Scan"]),
    .testTarget(name: "VCardTests", dependencies: ["VCard", "Scan"]),
    .testTarget(name: "JSContactTests", dependencies: ["JSContact", "VCard", "Scan"]),
    .testTarget(name: "ICalendarTests", dependencies: ["ICalendar", "Scan"]),
    .testTarget(name: "MailTests", dependencies: ["Mail", "Scan"], exclude: ["Corpus"]),
    .testTarget(name: "TabularTests", dependencies: ["Tabular", "Scan"]),
    .testTarget(name: "AgeTests", dependencies: ["Age", "Scan"]),
    .testTarget(name: "MerkleLogTests", dependencies: ["MerkleLog", "Scan", crypto]),
    .testTarget(name: "BookTests", dependencies: ["Book", "Scan"]),
    .testTarget(name: "TiesTests", dependencies: ["Ties", "Book", "Scan"], exclude: ["Corpus"]),
    .testTarget(name: "LinkageTests", dependencies: ["Linkage", "Scan"]),
    .testTarget(name: "PolicyTests", dependencies: ["Policy", "Book", "Scan"], exclude: ["Corpus"]),
    .testTarget(name: "LeaveTests", dependencies: ["Leave", "Book", "Scan"]),
    .testTarget(name: "PublishTests", dependencies: ["Publish", "Scan"]),
    .testTarget(name: "WebUITests", dependencies: ["WebUI", "Scan"]),
    .testTarget(name: "CardDAVTests", dependencies: ["CardDAV"]),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "CardDAV", "WebUI", "Book", "Scan", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(name: "VaultTests", dependencies: ["Vault", "MerkleLog", "Book", "Scan"]),
    .testTarget(name: "IntakeTests", dependencies: ["Intake", "Book", "Scan"], exclude: ["Corpus"]),
    .testTarget(name: "EndToEndTests", dependencies: ["cardcase"], exclude: ["Scripts"]),

    // What `tools/fuzz` runs, and the tests that replay its kept items
    .target(
      name: "FuzzTargets",
      dependencies: ["CardDAV", "Intake", "VCard", "JSContact", "ICalendar", "Mail", "Tabular", "Age", "Book", "Scan"],
      path: "Fuzz/Targets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "Scan"]),
  ]
)
// The fuzzing program links only with the sanitiser: `tools/fuzz` asks for it.
if Context.environment["CARDCASE_FUZZ"] != nil {
  package.targets.append(.executableTarget(name: "cardcase-fuzz", dependencies: ["FuzzTargets", "Scan"], path: "Fuzz/Driver"))
}

var crypto: Target.Dependency { .product(name: "Crypto", package: "swift-crypto") }
var cryptoExtras: Target.Dependency { .product(name: "CryptoExtras", package: "swift-crypto") }

// One list of settings for every target of our own.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]
// Data files are embedded by CResources, not bundled: one binary, no folder beside it.
let withResources = ["Mail", "Ties", "Linkage", "Policy", "Intake", "Acts", "WebUI"]
for target in package.targets where withResources.contains(target.name) { target.exclude.append("Resources") }

for target in package.targets where target.type != .system && !["CPlatform", "CResources"].contains(target.name) {
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}
