import StreamDecoding

/// A path to a field of a JSON text: `.user.id`, `.items[0].name`.
struct FieldPath: Sendable {
  private enum Part: Sendable {
    case name(String)
    case index(Int)
  }

  private let parts: [Part]

  init(parsing text: String) throws(RecordFilterProblem) {
    var parts: [Part] = []
    for piece in text.utf8.dropFirst().split(separator: 0x2E, omittingEmptySubsequences: false) {
      let pieces = piece.split(separator: 0x5B, omittingEmptySubsequences: false)
      if let name = pieces.first, !name.isEmpty {
        parts.append(.name(String(Substring(name))))
      } else if pieces.count < 2 {
        throw .badPath(text)
      }
      for index in pieces.dropFirst() {
        guard index.last == 0x5D, let number = Int(Substring(index.dropLast())), number >= 0 else {
          throw .badPath(text)
        }
        parts.append(.index(number))
      }
    }
    self.parts = parts
  }

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
