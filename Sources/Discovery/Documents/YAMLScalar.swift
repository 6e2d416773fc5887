import CYAML
import StreamDecoding

/// One scalar of a YAML document, with the type that its form gives it.
///
/// Source: YAML 1.2.2, section 10.3.2, the core schema's tag resolution.
struct YAMLScalar {
  let text: String
  private let isPlain: Bool

  init(_ event: CYAMLEvent) {
    let bytes = UnsafeBufferPointer(start: event.text, count: event.length)
    text = String(decoding: bytes, as: UTF8.self)
    let tag = String(cString: event.tag)
    isPlain = event.is_plain && (tag.isEmpty || tag == "?")
  }

  var value: JSONValue {
    guard isPlain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number ?? .string(text)
    }
  }

  /// As JSON writes it; `.inf` and `.nan`, which JSON cannot write, stay texts.
  private var number: JSONValue? {
    guard let first = text.utf8.first,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || "+-.".utf8.contains(first)
    else { return nil }
    if text.hasPrefix("0o") {
      return Int(text.dropFirst(2), radix: 8).map { .number(String($0)) }
    }
    if text.hasPrefix("0x") {
      return Int(text.dropFirst(2), radix: 16).map { .number(String($0)) }
    }
    if let integer = Int(text) { return .number(String(integer)) }
    let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isDecimal, let value = Double(text), value.isFinite else { return nil }
    if case .number(let verbatim)? = try? JSONValue(parsing: text) { return .number(verbatim) }
    return .number("\(value)")
  }
}
