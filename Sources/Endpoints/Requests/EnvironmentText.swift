/// A value as a user types it: `$NAME` and `${NAME}` stand for a variable of the environment, `$$`
/// for one dollar sign, and a dollar sign before anything else for itself.
///
/// A name has letters, digits and `_`, and no digit at its start. Source: POSIX.1-2024, XBD 3.216,
/// "Name".
public struct EnvironmentText: Sendable, Hashable {
  /// A piece of the value.
  public enum Piece: Sendable, Hashable {
    /// It stands for itself.
    case text(String)
    /// The name of a variable.
    case variable(String)
  }

  /// The value's pieces in order, no two texts side by side.
  public private(set) var pieces: [Piece] = []

  /// Reads a value as it is typed, and as a header or a cookie has it.
  public init(_ text: String) {
    self.init(text, signs: .plain)
  }

  /// Reads a value, or a whole URL, in which it stands percent-encoded; the texts stay so.
  public init(percentEncoded text: String) {
    self.init(text, signs: .percentEncoded)
  }

  /// How the signs that mean something are written.
  private struct Signs {
    let dollar: [UInt8]
    let open: [UInt8]
    let close: [UInt8]

    static let plain = Signs(dollar: Array("$".utf8), open: Array("{".utf8), close: Array("}".utf8))
    static let percentEncoded = Signs(
      dollar: Array("%24".utf8), open: Array("%7B".utf8), close: Array("%7D".utf8))
  }

  private init(_ text: String, signs: Signs) {
    var plain: [UInt8] = []
    // Bytes: a combining mark behind a dollar sign would make another character of it.
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      guard rest.starts(with: signs.dollar) else {
        plain.append(byte)
        rest.removeFirst()
        continue
      }
      rest = rest.dropFirst(signs.dollar.count)
      if rest.starts(with: signs.dollar) {
        rest = rest.dropFirst(signs.dollar.count)
      } else if let name = Self.takeName(from: &rest, signs: signs) {
        append(&plain)
        pieces.append(.variable(name))
        continue
      }
      plain += signs.dollar
    }
    append(&plain)
  }

  private mutating func append(_ text: inout [UInt8]) {
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    text = []
  }

  private static func takeName(from rest: inout ArraySlice<UInt8>, signs: Signs) -> String? {
    let isBraced = rest.starts(with: signs.open)
    let body = isBraced ? rest.dropFirst(signs.open.count) : rest
    let name = body.prefix(while: isNameByte)
    guard let first = name.first, !isDigit(first) else { return nil }
    let after = body.dropFirst(name.count)
    if isBraced, !after.starts(with: signs.close) { return nil }
    rest = isBraced ? after.dropFirst(signs.close.count) : after
    return String(decoding: name, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      true
    default: isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
