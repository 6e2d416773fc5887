/// One token of a JSON text: what it is and where it stands.
public struct JSONToken: Sendable, Hashable {
  /// What a token is. Commas and colons are checked but make no token.
  public enum Kind: UInt8, Sendable, Hashable {
    /// `{`
    case objectStart
    /// `}`
    case objectEnd
    /// `[`
    case arrayStart
    /// `]`
    case arrayEnd
    /// A member name, with its quotes.
    case key
    /// A string value, with its quotes.
    case string
    /// A number, as it was written.
    case number
    /// `true`
    case `true`
    /// `false`
    case `false`
    /// `null`
    case null
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
