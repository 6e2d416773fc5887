/// A place in a source file.
public struct SourceLocation: Sendable, Hashable {
  /// Relative to the folder that was read, where it lies in it.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// The folder that was read, absolute, where it isn't the working folder.
  public var root: String?

  /// Makes a place.
  public init(file: String, line: Int, root: String? = nil) {
    self.file = file
    self.line = line
    self.root = root
  }
}

/// Where a fact about an endpoint comes from.
public struct Evidence: Sendable, Hashable {
  /// What there is evidence of, by the names that `list` prints.
  public enum FactName: String, Sendable, Hashable {
    case kind, parameters, body, item, events, sentinel, security
    /// What else a probe saw: its failure, a file's name, the first records.
    case probe, file, records
  }

  /// What is known.
  public var fact: FactName
  /// Who says so.
  public var source: CatalogSource.Kind
  /// What was seen, in a few words: `returns EventSourceResponse`.
  public var detail: String

  /// Makes a piece of evidence.
  public init(fact: FactName, source: CatalogSource.Kind, detail: String) {
    self.fact = fact
    self.source = source
    self.detail = detail
  }
}
