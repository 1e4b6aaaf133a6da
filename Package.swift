// swift-tools-version:6.2
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "vidimus",
    products: [
        .executable(name: "vidimus", targets: ["vidimus"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "CChecksum"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "AuditEvents"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "TableFormats", dependencies: ["CZstd"]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .target(name: "CPictures", dependencies: ["CPNG", "CPango"]),
        .target(name: "Pictures", dependencies: ["CPictures", "CZlib"]),
        .target(name: "MerkleLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "AuditJournal",
            dependencies: [
                "AuditEvents",
                "CChecksum",
                "MerkleLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "AuditDestinations",
            dependencies: [
                "AuditEvents",
                "AuditJournal",
                "Pictures",
                "TableFormats",
                "CZlib",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "AuditCatalog",
            dependencies: [
                "AuditEvents",
                "AuditJournal",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "AuditEvidence",
            dependencies: [
                "AuditEvents",
                "AuditJournal",
                "CZlib",
                "MerkleLog",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Resources/verify_evidence.py")]
        ),
        .target(
            name: "AuditServer",
            dependencies: [
                "AuditCatalog",
                "AuditEvents",
                "AuditJournal",
                "AuditDestinations",
                "MerkleLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            // Part of the program, so that it needs no folder beside it.
            resources: [.embedInCode("Console/Resources")]
        ),
        .target(
            name: "QlikSimulator",
            dependencies: [
                "AuditEvents",
                "CZlib",
                "Pictures",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .executableTarget(
            name: "vidimus",
            dependencies: [
                "AuditCatalog",
                "AuditEvents",
                "AuditJournal",
                "AuditDestinations",
                "AuditEvidence",
                "AuditServer",
                "MerkleLog",
                "Pictures",
                "QlikSimulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(name: "AuditTesting", dependencies: ["AuditEvents", "AuditJournal", "AuditDestinations"]),
        .testTarget(name: "AuditEventsTests", dependencies: ["AuditEvents", "AuditTesting"], exclude: ["Fixtures"]),
        .testTarget(
            name: "MerkleLogTests",
            dependencies: ["MerkleLog", "AuditTesting", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "AuditCatalogTests",
            dependencies: [
                "AuditCatalog", "AuditEvents", "AuditJournal", "AuditTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "AuditJournalTests",
            dependencies: [
                "AuditEvents", "AuditJournal", "AuditTesting", "CChecksum", "MerkleLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "AuditDestinationsTests",
            dependencies: [
                "AuditEvents", "AuditJournal", "AuditDestinations", "AuditTesting", "CZlib", "Pictures",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Fixtures")]
        ),
        .testTarget(
            name: "AuditEvidenceTests",
            dependencies: ["AuditEvents", "AuditEvidence", "AuditJournal", "AuditTesting", "MerkleLog"]
        ),
        .testTarget(
            name: "AuditServerTests",
            dependencies: [
                "AuditCatalog", "AuditEvents", "AuditJournal", "AuditServer", "AuditTesting",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "QlikSimulatorTests",
            dependencies: [
                "QlikSimulator", "AuditEvents", "AuditTesting", "CZlib", "Pictures",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .target(name: "TableSamples", dependencies: ["AuditTesting", "TableFormats"], path: "Tests/TableSamples"),
        .executableTarget(
            name: "table-format-samples",
            dependencies: ["TableSamples"],
            path: "Tests/TableFormatSamples"
        ),
        .testTarget(
            name: "TableFormatsTests",
            dependencies: ["TableFormats", "TableSamples", "table-format-samples", "AuditTesting"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "PicturesTests", dependencies: ["Pictures", "AuditTesting", "CZlib"]),
        .testTarget(
            name: "VidimusTests",
            dependencies: [
                "vidimus", "AuditEvidence", "AuditJournal", "AuditServer", "AuditTesting", "MerkleLog", "QlikSimulator",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Benchmarks reach the `package` access level only from inside the package, and nobody else should wait for them.
if ProcessInfo.processInfo.environment["VIDIMUS_BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "ScannerBenchmark",
            dependencies: ["AuditEvents"],
            path: "Benchmarks/Sources/ScannerBenchmark"
        ),
        .executableTarget(
            name: "JournalBenchmark",
            dependencies: [
                "AuditEvents", "AuditJournal", "MerkleLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/Sources/JournalBenchmark"
        ),
        .executableTarget(
            name: "TableBenchmark",
            dependencies: ["TableFormats", "TableSamples"],
            path: "Benchmarks/Sources/TableBenchmark"
        ),
        .executableTarget(
            name: "TreeBenchmark",
            dependencies: ["MerkleLog", .product(name: "Crypto", package: "swift-crypto")],
            path: "Benchmarks/Sources/TreeBenchmark"
        ),
        .executableTarget(
            name: "PictureBenchmark",
            dependencies: [
                "AuditDestinations", "CZlib", "Pictures", "QlikSimulator",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Benchmarks/Sources/PictureBenchmark"
        ),
        .executableTarget(
            name: "DestinationBenchmark",
            dependencies: ["AuditDestinations", "AuditEvents", "AuditJournal", "QlikSimulator", "TableFormats"],
            path: "Benchmarks/Sources/DestinationBenchmark"
        ),
        .executableTarget(
            name: "CatalogBenchmark",
            dependencies: [
                "AuditCatalog", "AuditEvents", "AuditJournal", "AuditTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Benchmarks/Sources/CatalogBenchmark"
        ),
        .executableTarget(
            name: "AnswerBaseline",
            dependencies: [
                "AuditJournal",
                "AuditServer",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks/Sources/AnswerBaseline"
        ),
    ]
}

let inC: Set = ["CChecksum", "CPictures"]
for target in package.targets where !inC.contains(target.name) && target.type != .system {
    target.swiftSettings = settings
}
