import StreamDecoding

/// A path to a field of a JSON text: `.user.id`, `.items[0].name`, `.["a name with . in it"]`. What
/// the screen shows and copies is what filters, columns and templates read.
public struct FieldPath: Sendable, Hashable {
  /// A step from a value to one that it holds.
  public typealias Part = JSONPlace.Step

  private let place: JSONPlace

  /// A path of steps; none are the whole text.
  public init(_ parts: [Part]) {
    place = JSONPlace(parts)
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
    self.init(parts)
  }

  /// The path as it is read; "" for the whole text.
  public var text: String {
    let text = place.steps.map(\.text).joined()
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
  func find(in bytes: UnsafeRawBufferPointer) -> Range<Int>? { place.range(in: bytes) }
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
