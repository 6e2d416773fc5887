import StreamDecoding

/// What an export wrote, so that a later one can remove what is gone.
public struct ExportManifest: Sendable, Hashable {
  /// The file's name, in the folder of the export.
  public static let name = ".fluidtop.json"

  /// From the folder of the export; with `..` for a file beside its source.
  public var files: [String]

  /// The files of an export, by their paths from its folder `output`.
  public init(files: [ExportedFile], output: String) {
    let folder = SlashPath(output)
    self.files = files.map { folder.relative(to: SlashPath($0.path)) }.sorted()
  }

  /// Reads a manifest; nil where `text` is none.
  public init?(parsing text: String) {
    guard let value = try? JSONValue(parsing: text), value["version"] == 1,
      let files = value["files"]?.arrayValue
    else { return nil }
    self.files = files.compactMap(\.stringValue)
  }

  /// The manifest's text.
  public var text: String {
    let files = JSONValue.array(files.map(JSONValue.string))
    return JSONValue.object(["version": 1, "files": files]).text(pretty: true) + "\n"
  }

  /// The paths of files that are here but not among `files`, below `root` only.
  public func gone(from files: [ExportedFile], output: String, root: String) -> [String] {
    let kept = Set(files.map { SlashPath($0.path) })
    let paths = self.files.filter { !$0.hasPrefix("/") }.map { SlashPath(output).appending($0) }
    return paths.filter {
      !kept.contains($0) && (SlashPath(root).contains($0) || SlashPath(output).contains($0))
    }.map(\.text)
  }
}
