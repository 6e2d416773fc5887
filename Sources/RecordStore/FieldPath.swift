import StreamDecoding

/// A path to a field of a JSON text: `.user.id`, `.items[0].name`, `.["a name with . in it"]`. What
/// the screen shows and copies is what filters, columns and templates read.
public struct FieldPath: Sendable, Hashable {
  /// A step from a value to one that it holds.
  public enum Part: Sendable, Hashable {
    case name(String)
    /// From 0.
    case index(Int)
  }

  private let parts: [Part]

  /// A path of steps; none are the whole text.
  public init(_ parts: [Part]) {
    self.parts = parts
  }

  init(parsing text: String) throws(RecordFilterProblem) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var position = 0
    while position < bytes.count {
      guard let (part, end) = Self.part(in: bytes, at: position, isFirst: parts.isEmpty) else {
        throw .badPath(text)
      }
      parts.append(part)
      position = end
    }
    guard !parts.isEmpty else { throw .badPath(text) }
    self.parts = parts
  }

  /// The path as it is read; "" for the whole text.
  public var text: String {
    let text = parts.map(\.text).joined()
    // The first point stands for the whole.
    return text.utf8.first == UInt8(ascii: "[") ? "." + text : text
  }

  // MARK: Reading

  /// Reads one step and says where it ends.
  private static func part(
    in bytes: [UInt8], at start: Int, isFirst: Bool
  ) -> (Part, end: Int)? {
    var position = start
    let hasPoint = bytes[start] == UInt8(ascii: ".")
    if hasPoint { position += 1 } else if isFirst { return nil }
    guard position < bytes.count else { return nil }
    guard bytes[position] == UInt8(ascii: "[") else {
      guard hasPoint else { return nil }
      let end = bytes[position...].firstIndex { ".[".utf8.contains($0) } ?? bytes.count
      return end > position
        ? (.name(String(decoding: bytes[position..<end], as: UTF8.self)), end) : nil
    }
    let inside = position + 1
    if let end = endOfQuoted(in: bytes[...], at: inside) {
      guard end < bytes.count, bytes[end] == UInt8(ascii: "]") else { return nil }
      let name = bytes.withUnsafeBytes { JSONString.text(of: inside..<end, in: $0) }
      return (.name(name), end + 1)
    }
    guard let end = bytes[inside...].firstIndex(of: UInt8(ascii: "]")),
      let number = Int(String(decoding: bytes[inside..<end], as: UTF8.self)), number >= 0
    else { return nil }
    return (.index(number), end + 1)
  }

  /// Behind the JSON string that begins there; nil where none does.
  private static func endOfQuoted(in bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
    guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "\"") else { return nil }
    return bytes[start...].withUnsafeBytes { bytes in
      var scanner = JSONScanner()
      guard case .token(let token) = scanner.next(in: bytes) else { return nil }
      return start + token.range.upperBound
    }
  }

  /// Where a path in a longer text ends at the latest: before the first place that the caller takes
  /// for an end, unless it lies in a quoted name.
  static func end(in bytes: ArraySlice<UInt8>, where isEnd: (Int) -> Bool) -> Int {
    var position = bytes.startIndex
    while position < bytes.endIndex, !isEnd(position) {
      position += 1
      if bytes[position - 1] == UInt8(ascii: "["),
        let end = endOfQuoted(in: bytes, at: position)
      {
        position = end
      }
    }
    return position
  }

  // MARK: Finding

  /// Where the field's value stands in `bytes`; nil if it is not there or not JSON up to there.
  func find(in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    var scanner = JSONScanner()
    for part in parts {
      guard case .token(let token) = scanner.next(in: bytes) else { return nil }
      switch (part, token.kind) {
      case (.name(let name), .objectStart):
        guard Self.seek(name, in: bytes, with: &scanner) else { return nil }
      case (.index(let index), .arrayStart):
        for _ in 0..<index where Self.skipValue(in: bytes, with: &scanner) == nil { return nil }
      default: return nil
      }
    }
    return Self.skipValue(in: bytes, with: &scanner)
  }

  /// Reads up to the value of the member `name` of the object at hand.
  private static func seek(
    _ name: String, in bytes: UnsafeRawBufferPointer, with scanner: inout JSONScanner
  ) -> Bool {
    while case .token(let token) = scanner.next(in: bytes), token.kind == .key {
      if JSONString.text(of: token.range, in: bytes).utf8.elementsEqual(name.utf8) { return true }
      guard skipValue(in: bytes, with: &scanner) != nil else { return false }
    }
    return false
  }

  /// Reads one value; nil at the end of the array, or at a fault.
  private static func skipValue(
    in bytes: UnsafeRawBufferPointer, with scanner: inout JSONScanner
  ) -> Range<Int>? {
    let depth = scanner.depth
    guard case .token(let first) = scanner.next(in: bytes), scanner.depth >= depth else {
      return nil
    }
    while scanner.depth > depth {
      guard case .token = scanner.next(in: bytes) else { return nil }
    }
    return first.range.lowerBound..<scanner.position
  }
}

extension FieldPath.Part {
  /// `.name`, `["a name"]`, `[3]`.
  fileprivate var text: String {
    switch self {
    case .index(let index): "[\(index)]"
    case .name(let name): Self.isPlain(name) ? "." + name : "[\(Self.quoted(name))]"
    }
  }

  /// Whether nothing in the name could end it, in a filter, a list of columns or a template.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !isUnseen($0) && !$0.properties.isWhitespace
          && ($0.value >= 0x80 || !".[]\"\\,=!<>(){}&|".unicodeScalars.contains($0))
      }
  }

  /// As a JSON string, in which everything can be seen and typed.
  private static func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
      if isUnseen(scalar) {
        // Above the basic plane as JSON writes it, in two halves.
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }
}
