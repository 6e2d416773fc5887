/// A file of an export, not written yet.
public struct ExportedFile: Sendable, Hashable {
  /// Absolute, or from the folder in which `ExportOptions.root` is the empty path.
  public var path: String
  /// Ends with a newline.
  public var text: String

  /// Makes a file.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// What the first lines of every file that this program writes say.
  public static let mark = "written by fluidtop"

  /// Whether `text` is the beginning of a file that this program wrote.
  public static func isOurs(_ text: String) -> Bool {
    // The discovery document has no place for a remark.
    text.hasPrefix("{\n  \"version\": 1,\n  \"sources\": [")
      || text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        .contains { $0.contains(mark) }
  }
}
