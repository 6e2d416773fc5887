import Endpoints
import StreamDecoding

/// What an export wrote, so that a later one can remove what is gone.
public struct ExportManifest: Sendable, Hashable {
  /// The file's name, in the folder of the export.
  public static let name = ".fluidtop.json"

  /// From the folder of the export; with `..` for a file beside its source.
  public var files: [String]

  /// The files of an export, by their paths from its folder `output`.
  ///
  /// - Parameter earlier: What was there before an export of some endpoints: all of it stays.
  public init(files: [ExportedFile], output: String, keeping earlier: ExportManifest? = nil) {
    let folder = SlashPath(output)
    let paths = files.map { folder.relative(to: SlashPath($0.path)) }
    self.files = Set(paths + (earlier?.files ?? [])).sorted()
  }

  /// The folders that sources outside of the working folder start from, each once.
  public static func sourceRoots(of endpoints: [Endpoint]) -> [String] {
    Set(endpoints.compactMap { $0.location?.root }).sorted()
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

  /// The paths of files that are here but not among `files`; none but those below the folders
  /// `output`, `root` and `sourceRoots`.
  public func gone(
    from files: [ExportedFile], output: String, root: String, sourceRoots: [String] = []
  ) -> [String] {
    let kept = Set(files.map { SlashPath($0.path) })
    let paths = self.files.filter { !$0.hasPrefix("/") }.map { SlashPath(output).appending($0) }
    let folders = ([output, root] + sourceRoots).map { SlashPath($0) }
    return paths.filter { path in
      !kept.contains(path) && folders.contains { $0.contains(path) }
    }.map(\.text)
  }
}
