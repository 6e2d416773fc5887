/// One token of a JSON text: what it is and where it stands.
public struct JSONToken: Sendable, Hashable {
  /// What a token is. Commas and colons are checked but make no token.
  public enum Kind: UInt8, Sendable, Hashable {
    case objectStart, objectEnd, arrayStart, arrayEnd
    /// A member name, with its quotes.
    case key
    /// A string value, with its quotes.
    case string
    case number, `true`, `false`, null
  }

  /// What the token is.
  public var kind: Kind
  /// Its bytes, quotes included.
  public var range: Range<Int>

  /// Makes a token over `range`.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
