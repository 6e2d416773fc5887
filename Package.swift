// swift-tools-version: 6.2
import PackageDescription

// `.ci/run` builds with FLUIDTOP_STRICT=1, so a warning fails there and only there: a newer
// compiler with a new warning must not keep anybody from building the program.
let strict = Context.environment["FLUIDTOP_STRICT"] != nil
let settings: [SwiftSetting] = strict ? [.treatAllWarnings(as: .error)] : []

// What a start costs before `main`, from 8 ms to 5: the C++ that Swift's runtime needs goes into the
// program (`Scripts/link` has a `libstdc++.so` that stands for the archive; LLD alone finds in it
// what comes later on the command line), addresses are relocated in packed form (glibc 2.36 and
// newer), and no symbol is exported. Functions of the same code are one: 0.4 MB less to read, and
// nothing compares the addresses of functions.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-L\(Context.packageDirectory)/Scripts/link", "-Xclang-linker",
      "-static-libgcc",
    ]
      + ["--as-needed", "-z", "pack-relative-relocs", "--no-export-dynamic", "--icf=all"].flatMap {
        ["-Xlinker", $0]
      },
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "fluidtop",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "fluidtop", targets: ["fluidtop"]),
    .library(name: "StreamClient", targets: ["StreamClient"]),
    .library(name: "StreamDecoding", targets: ["StreamDecoding"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-system.git", from: "1.5.0"),
    // Its default trait brings Foundation in, which adds 44 MB to a static binary.
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.0", traits: []),
  ],
  targets: [
    // Pure: no sockets, no files, no clock, no tasks.
    .target(name: "StreamDecoding", swiftSettings: settings),
    .target(name: "WebText", swiftSettings: settings),
    .target(
      name: "Endpoints", dependencies: ["StreamDecoding", "WebText"], swiftSettings: settings),
    // The static archive, as of CCompression.
    .target(
      name: "CPCRE2",
      linkerSettings: [
        .linkedLibrary("pcre2-8", .when(platforms: [.macOS])),
        .linkedLibrary(":libpcre2-8.a", .when(platforms: [.linux])),
      ]),
    .target(
      name: "RecordStore",
      dependencies: [
        "CPCRE2", "StreamDecoding", .product(name: "DequeModule", package: "swift-collections"),
      ],
      swiftSettings: settings),
    .target(
      name: "Recordings", dependencies: ["StreamDecoding", "WebText"], swiftSettings: settings),
    .target(
      name: "ClientExport", dependencies: ["Endpoints", "StreamDecoding", "WebText"],
      // The exported runtimes, in their own languages; their texts become constants.
      exclude: ["Runtime"], swiftSettings: settings, plugins: ["EmbedTexts"]),
    .target(
      name: "TUI",
      dependencies: ["ClientExport", "Endpoints", "RecordStore", "StreamDecoding", "WebText"],
      // `themes` at the top, by a link; texts, too.
      exclude: ["Themes/Files"], swiftSettings: settings, plugins: ["EmbedTexts"]),

    // The outside world, one kind of it each.
    // libcurl is loaded when it is needed, not linked: see CCurl.h.
    .target(
      name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // The static archives, so that the program needs no library more.
    .target(
      name: "CCompression",
      cSettings: [.define("CCOMPRESSION_BROTLI_AND_ZSTD", .when(platforms: [.linux]))],
      linkerSettings: [
        .linkedLibrary("z", .when(platforms: [.macOS])),
        .linkedLibrary(":libz.a", .when(platforms: [.linux])),
        // In this order: a static library is searched once, for what was missing before it.
        .linkedLibrary(":libbrotlidec.a", .when(platforms: [.linux])),
        .linkedLibrary(":libbrotlicommon.a", .when(platforms: [.linux])),
        .linkedLibrary(":libzstd.a", .when(platforms: [.linux])),
      ]),
    .target(
      name: "StreamClient", dependencies: ["CCompression", "CCurl", "StreamDecoding", "WebText"],
      swiftSettings: settings),
    .target(name: "CYAML", linkerSettings: [.linkedLibrary("yaml")]),
    .target(
      name: "Discovery",
      dependencies: [
        "CYAML", "Endpoints", "StreamClient", "StreamDecoding", "WebText",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      // Their texts become constants, so that the program stays one file.
      exclude: ["Inspector"], swiftSettings: settings, plugins: ["EmbedTexts"]),
    .target(
      name: "LocalServer",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "ReplayServer",
      dependencies: [
        "LocalServer", "Recordings", "StreamDecoding", "WebText",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "ReverseProxy",
      dependencies: [
        "LocalServer", "WebText",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "DemoServer",
      dependencies: [
        "LocalServer", "StreamDecoding", "WebText",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .target(
      name: "CNcurses",
      cSettings: [.define("NCURSES_WIDECHAR", to: "1"), .define("_GNU_SOURCE")],
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["CNcurses", "TUI"], swiftSettings: settings),
    .target(name: "CProgramCode"),
    .executableTarget(
      name: "fluidtop",
      dependencies: [
        "CCompression", "CProgramCode", "ClientExport", "DemoServer", "Discovery", "Endpoints",
        "LocalServer", "RecordStore", "Recordings", "ReplayServer", "ReverseProxy",
        "StreamClient", "StreamDecoding", "TUI", "Terminal", "WebText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings, linkerSettings: quickStart),

    // A target and not a package of its own, which would build every dependency again.
    .executableTarget(
      name: "sse-contract-service",
      dependencies: [
        "StreamClient", "StreamDecoding",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "examples/sse-contract-service",
      exclude: ["README.md"],
      swiftSettings: settings),

    .plugin(name: "EmbedTexts", capability: .buildTool(), dependencies: ["embed-texts"]),
    // Runs while the package is built; in no product.
    .executableTarget(
      name: "embed-texts", path: "Plugins/embed-texts", swiftSettings: settings),

    // What `make bench` measures; built by it alone, and no product.
    .executableTarget(
      name: "Benchmarks", dependencies: ["RecordStore", "StreamClient", "StreamDecoding"],
      path: "Benchmarks",
      exclude: ["Commands", "Peers"],
      swiftSettings: settings),

    // Servers that play scripts of raw bytes, how tests wait, a file in memory; in no product.
    .target(
      name: "ScriptedServers",
      dependencies: [
        "RecordStore",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Tests/Support",
      swiftSettings: settings),
    .testTarget(
      name: "StreamDecodingTests", dependencies: ["StreamDecoding", "ScriptedServers", "WebText"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(name: "WebTextTests", dependencies: ["WebText"], swiftSettings: settings),
    .testTarget(
      name: "EndpointsTests", dependencies: ["Endpoints", "StreamDecoding"],
      swiftSettings: settings),
    .testTarget(
      name: "RecordStoreTests", dependencies: ["RecordStore", "ScriptedServers", "StreamDecoding"],
      swiftSettings: settings),
    .testTarget(
      name: "ClientExportTests",
      dependencies: ["ClientExport", "Endpoints", "ScriptedServers", "StreamDecoding"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "RecordingsTests",
      dependencies: ["Recordings", "StreamDecoding"],
      swiftSettings: settings),
    .testTarget(
      name: "TUITests",
      dependencies: [
        "TUI", "ClientExport", "Endpoints", "RecordStore", "ScriptedServers", "StreamDecoding",
      ],
      exclude: ["Screens"], swiftSettings: settings),
    .testTarget(
      name: "StreamClientTests",
      dependencies: ["StreamClient", "StreamDecoding", "ScriptedServers", "DemoServer", "WebText"],
      swiftSettings: settings),
    .testTarget(
      name: "DiscoveryTests",
      dependencies: [
        "Discovery", "Endpoints", "StreamClient", "StreamDecoding", "DemoServer", "ScriptedServers",
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "DemoServerTests", dependencies: ["DemoServer", "ScriptedServers", "StreamDecoding"],
      swiftSettings: settings),
    .testTarget(
      name: "ReverseProxyTests",
      dependencies: [
        "LocalServer", "ReverseProxy", "WebText",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TUI"], swiftSettings: settings),
    .testTarget(
      name: "fluidtopTests",
      dependencies: [
        "fluidtop", "DemoServer", "Discovery", "Endpoints", "RecordStore", "Recordings",
        "ReplayServer", "StreamClient", "StreamDecoding", "TUI", "Terminal", "WebText",
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
)
