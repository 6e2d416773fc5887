/// A value of a JSON5 text, with the line it stands on: what people write by hand is refused by its
/// place. Source: spec.json5.org.
public struct JSON5Value: Sendable, Hashable {
  /// What it is.
  public enum Content: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number; `Infinity` and `NaN` are some, too.
    case number(Double)
    /// A string, its escapes read.
    case string(String)
    /// An array.
    case array([JSON5Value])
    /// An object, its members in the order they were written; a name stands once.
    case object([JSON5Member])
  }

  /// What it is.
  public var content: Content
  /// Where it begins, from 1.
  public var line: Int

  /// A value on a line.
  public init(_ content: Content, line: Int) {
    self.content = content
    self.line = line
  }

  /// What sort of value it is, for a sentence: `a string`.
  public var sort: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// That it should have been something else; `key` is whose value it is.
  public func isNot(_ wanted: String, key: String) -> JSON5Problem {
    JSON5Problem(line: line, key: key, reason: "must be \(wanted), and is \(sort)")
  }
}

/// A member of an object of JSON5.
public struct JSON5Member: Sendable, Hashable {
  /// Its name, with or without quotes.
  public var name: String
  /// Where the name stands, from 1.
  public var line: Int
  /// Its value.
  public var value: JSON5Value
}

/// Why a file that somebody wrote is refused.
public struct JSON5Problem: Error, Sendable, Hashable {
  /// Where, from 1.
  public var line: Int
  /// The member whose value it is, `syntax.string`; nil where the text itself is no JSON5.
  public var key: String?
  /// What is wrong: `must be a string, and is a number`.
  public var reason: String

  /// A problem at a place.
  public init(line: Int, key: String? = nil, reason: String) {
    self.line = line
    self.key = key
    self.reason = reason
  }

  /// `FILE:4: accent: must be …`
  public func sentence(in file: String) -> String {
    "\(file):\(line): " + (key.map { $0 + ": " } ?? "") + reason
  }
}
