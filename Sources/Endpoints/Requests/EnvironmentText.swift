import WebText

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

  /// Whether anything of it comes from the environment.
  public var hasVariables: Bool {
    pieces.contains { if case .variable = $0 { true } else { false } }
  }

  /// Reads a value as it is typed.
  public init(_ text: String) {
    let dollar = UInt8(ascii: "$")
    var plain: [UInt8] = []
    // Bytes: a combining mark behind a dollar sign would make another character of it.
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == dollar, rest.first == dollar {
        rest.removeFirst()
      } else if byte == dollar, let name = rest.takeVariableName() {
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
}

extension ArraySlice<UInt8> {
  /// Takes the name of a variable that stands here, in braces or not; nil where none does.
  mutating func takeVariableName() -> String? {
    let isBraced = first == UInt8(ascii: "{")
    let body = isBraced ? dropFirst() : self
    let name = body.prefix(while: \.isInName)
    guard let start = name.first, start.decimalDigit == nil else { return nil }
    let after = body.dropFirst(name.count)
    if isBraced, after.first != UInt8(ascii: "}") { return nil }
    self = isBraced ? after.dropFirst() : after
    return String(decoding: name, as: UTF8.self)
  }
}
