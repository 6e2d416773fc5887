// swift-tools-version: 6.2
import PackageDescription

// What reads foreign bytes, and nothing else: without sockets, processes and a screen it is built
// within minutes, instrumented, and needs no other package. The targets have the names of those in
// ../Package.swift and their very sources, by the links in `Linked`: some wholly, and of those that
// do more than read the files that do that.

/// Tests look inside, too; the checks of a debug build stay, at the speed of a release.
let inside: [SwiftSetting] = [
  .unsafeFlags(["-enable-testing", "-assert-config", "Debug"], .when(configuration: .release))
]

/// What C leaves undefined ends the run.
let defined: [CSetting] = [
  .unsafeFlags(["-fsanitize=undefined", "-fsanitize-trap=undefined"])
]

func linked(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Linked/\(name)", resources: resources,
    swiftSettings: inside)
}

let package = Package(
  name: "fluidtop",
  platforms: [.macOS(.v15)],
  targets: [
    linked("StreamDecoding"),
    linked("WebText"),
    linked("Endpoints", ["StreamDecoding", "WebText"]),
    linked("Recordings", ["StreamDecoding", "WebText"]),
    linked(
      "ClientExport", ["Endpoints", "StreamDecoding", "WebText"],
      resources: [.embedInCode("Runtime")]),
    .target(
      name: "CPCRE2", path: "Linked/CPCRE2", cSettings: defined,
      linkerSettings: [
        .linkedLibrary("pcre2-8", .when(platforms: [.macOS])),
        .linkedLibrary(":libpcre2-8.a", .when(platforms: [.linux])),
      ]),
    .target(
      name: "CCompression", path: "Linked/CCompression",
      cSettings: [.define("CCOMPRESSION_BROTLI_AND_ZSTD", .when(platforms: [.linux]))] + defined,
      linkerSettings: [
        .linkedLibrary("z", .when(platforms: [.macOS])),
        .linkedLibrary(":libz.a", .when(platforms: [.linux])),
        .linkedLibrary(":libbrotlidec.a", .when(platforms: [.linux])),
        .linkedLibrary(":libbrotlicommon.a", .when(platforms: [.linux])),
        .linkedLibrary(":libzstd.a", .when(platforms: [.linux])),
      ]),
    .target(
      name: "CYAML", path: "Linked/CYAML", cSettings: defined,
      linkerSettings: [.linkedLibrary("yaml")]),
    linked("RecordStore", ["CPCRE2", "StreamDecoding"]),
    .target(
      name: "CCurl", path: "Linked/CCurl", cSettings: defined,
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    linked("StreamClient", ["CCompression", "CCurl", "StreamDecoding", "WebText"]),
    linked("Discovery", ["CYAML", "Endpoints", "StreamDecoding", "WebText"]),
    linked("TUI", []),
    linked("Terminal", ["TUI"]),
    linked("ReverseProxy", ["WebText"]),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "ClientExport", "Discovery", "Endpoints", "RecordStore", "Recordings", "ReverseProxy",
        "StreamClient", "StreamDecoding", "TUI", "Terminal", "WebText",
      ],
      swiftSettings: inside),
  ],
  swiftLanguageModes: [.v6])
