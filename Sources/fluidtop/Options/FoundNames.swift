import ArgumentParser
import Discovery
import Endpoints

/// The names of the endpoints that were found last, for a shell that completes them: a line each, in
/// the cache folder.
struct FoundNames {
  private static let most = 2000
  private static let limit = 256 << 10

  private let path: String

  /// Nil where there is no place for a cache.
  init?(_ environment: [String: String]) {
    guard let folder = cacheFolder(of: environment) else { return nil }
    path = folder + "/names"
  }

  /// Takes the place of what was found before. Nobody hears of a file that can't be written: a shell
  /// that completes no names is no fault of what was asked for.
  func keep(_ catalog: Catalog) {
    let names = catalog.endpoints.lazy.map(\.name).filter(Self.isPlain).prefix(Self.most)
    guard !names.isEmpty else { return }
    try? SmallFile.replace(path, with: names.flatMap { Array($0.utf8) + [0x0A] })
  }

  /// The names, as far as they are plain: who can write the file is not asked.
  var all: [String] {
    guard SmallFile.isReadableFile(path), let bytes = SmallFile.read(path, limit: Self.limit) else {
      return []
    }
    return bytes.split(separator: 0x0A).prefix(Self.most).map {
      String(decoding: $0, as: UTF8.self)
    }
    .filter(Self.isPlain)
  }

  /// Bash expands what it is offered (`compgen -W`), and a server chooses its names.
  private static func isPlain(_ name: String) -> Bool {
    name.count <= 128 && name.first.map { $0 == "_" || $0.isLetter } == true
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

extension CompletionKind {
  /// The names that were found last.
  static var foundNames: CompletionKind {
    .custom { _, _, _ in FoundNames(EnvironmentReference.ofThisProcess.environment)?.all ?? [] }
  }
}
