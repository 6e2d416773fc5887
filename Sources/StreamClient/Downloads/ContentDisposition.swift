import WebText

/// A `Content-Disposition`: what to do with a body and what to call it.
///
/// Reads what RFC 6266 and RFC 8187 (formerly 5987) allow, and, like browsers, what servers send
/// in spite of them: UTF-8 in a quoted name, semicolons in quotes, spaces anywhere.
struct ContentDisposition: Sendable, Hashable {
  /// `inline`, `attachment`, in small letters.
  var type: String
  /// The name as the server gives it, `filename*` before `filename`; not yet safe for a disk.
  var fileName: String?

  /// Anything but `inline` and `form-data` means to save. Source: RFC 6266, 4.2.
  var isAttachment: Bool { type != "inline" && type != "form-data" && !type.isEmpty }

  /// Reads a header's value; nil where there is none.
  init?(_ value: String?) {
    guard let value else { return nil }
    var reader = ParameterReader(value)
    type = reader.word().lowercased()
    var plain: String?
    var extended: String?
    while let (name, value) = reader.parameter() {
      switch name.lowercased() {
      case "filename" where plain == nil: plain = value
      case "filename*" where extended == nil: extended = Self.decoding(extended: value)
      default: break
      }
    }
    fileName = extended ?? plain
  }

  /// `charset'language'percent-encoded`; nil for a charset other than UTF-8 and ISO-8859-1, and
  /// where the bytes aren't that charset's. Source: RFC 8187, 3.2.1.
  private static func decoding(extended value: String) -> String? {
    let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, PercentCoding.isWhole(parts[2]) else { return nil }
    let bytes = PercentCoding.decoded(parts[2].utf8)
    switch parts[0].lowercased() {
    case "utf-8": return String(validating: bytes, as: UTF8.self)
    case "iso-8859-1":
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }
}

/// Cuts `type; name=value; name="quoted value"` into its parts.
private struct ParameterReader {
  private static let escaped = Array("\"\\".utf8)

  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  /// Up to the next semicolon.
  mutating func word() -> String {
    let word = rest.prefix { $0 != UInt8(ascii: ";") }
    rest = rest.dropFirst(word.count)
    return String(decoding: word, as: UTF8.self).trimmingSpaces()
  }

  /// The next parameter; nil at the end.
  mutating func parameter() -> (name: String, value: String)? {
    while rest.first == UInt8(ascii: ";") || isAtSpace { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
    rest = rest.dropFirst(name.count)
    let text = String(decoding: name, as: UTF8.self).trimmingSpaces()
    guard rest.popFirst() == UInt8(ascii: "=") else { return (text, "") }
    while isAtSpace { rest.removeFirst() }
    guard rest.first == UInt8(ascii: "\"") else { return (text, word()) }
    return (text, quoted())
  }

  private var isAtSpace: Bool {
    rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t")
  }

  /// A backslash takes a quote or a backslash as it is (RFC 9110, 5.6.4); before anything else it
  /// stands for itself, since what sends it means a path: `C:\Users\me\r.doc`.
  private mutating func quoted() -> String {
    rest.removeFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      let isEscape = byte == UInt8(ascii: "\\") && Self.escaped.contains(rest.first ?? 0)
      bytes.append(isEscape ? rest.removeFirst() : byte)
    }
    _ = word()
    return String(decoding: bytes, as: UTF8.self)
  }
}
