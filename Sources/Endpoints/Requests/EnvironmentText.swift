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

  /// Reads a value as it is typed.
  public init(_ text: String) {
    let dollar = UInt8(ascii: "$")
    var plain: [UInt8] = []
    // Bytes: a combining mark behind a dollar sign would make another character of it.
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == dollar, rest.first == dollar {
        rest.removeFirst()
      } else if byte == dollar, let name = Self.takeName(from: &rest) {
        append(&plain)
        pieces.append(.variable(name))
        continue
      }
      plain.append(byte)
    }
    append(&plain)
  }

  private mutating func append(_ text: inout [UInt8]) {
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    text = []
  }

  private static func takeName(from rest: inout ArraySlice<UInt8>) -> String? {
    let isBraced = rest.first == UInt8(ascii: "{")
    let body = isBraced ? rest.dropFirst() : rest
    let name = body.prefix(while: isNameByte)
    guard let first = name.first, !isDigit(first) else { return nil }
    let after = body.dropFirst(name.count)
    if isBraced, after.first != UInt8(ascii: "}") { return nil }
    rest = isBraced ? after.dropFirst() : after
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
