import WebText

/// What a body without a head is: of a file, or of a pipe.
public enum BodyType {
  /// The media type that its name tells of, or else its first bytes; text where nothing is known.
  public static func guess(named name: String, start: [UInt8]) -> String {
    let name = name.lowercased()
    if name.hasSuffix(".sse") { return MediaType.eventStream }
    if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { return MediaType.jsonLine }
    return guess(start)
  }

  /// Whether the first bytes say so much that what follows makes nothing else of them: a pipe may give
  /// one byte first.
  public static func isTold(by start: [UInt8]) -> Bool {
    if mark.starts(with: start) { return false }
    let text = written(start)
    let line = firstLine(of: text)
    // Its end, or more of it.
    let goesOn = line.endIndex == text.endIndex
    switch text.first {
    case nil: return false
    case UInt8(ascii: "{"): return !goesOn || line.dropFirst().firstSign != nil
    case UInt8(ascii: "["): return text.dropFirst().firstSign != nil
    // A name may be whole, and its colon still to come.
    default: return !goesOn || !fields.contains { $0.utf8.starts(with: line) }
    }
  }

  /// Source: WHATWG HTML, 9.2.5: one mark before the first line is none of its bytes.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  fileprivate static let fields = ["", "data", "event", "id", "retry"]

  private static func written(_ start: [UInt8]) -> ArraySlice<UInt8> {
    let unmarked = start.starts(with: mark) ? start[mark.count...] : start[...]
    return unmarked.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  private static func firstLine(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.prefix { $0 != 0x0A && $0 != 0x0D }
  }

  private static func guess(_ start: [UInt8]) -> String {
    let text = written(start)
    let line = firstLine(of: text)
    if line.isField { return MediaType.eventStream }
    switch text.first {
    case 0x1E: return MediaType.jsonSequence
    case UInt8(ascii: "{") where line.dropFirst().isInside: return MediaType.jsonLine
    // A line of a log begins with a bracket, too.
    case UInt8(ascii: "[") where "{[\"".utf8.contains(text.dropFirst().firstSign ?? 0):
      return "application/json"
    default: return "text/plain; charset=utf-8"
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var firstSign: UInt8? { first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } }

  /// Whether an object goes on so: by a name, or its end. An object that is written over several
  /// lines begins with nothing.
  fileprivate var isInside: Bool {
    firstSign.map { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "}") } ?? true
  }

  /// Whether it is a line of an event, or a comment.
  fileprivate var isField: Bool {
    guard let colon = firstIndex(of: UInt8(ascii: ":")) else { return false }
    return BodyType.fields.contains(String(decoding: self[..<colon], as: UTF8.self))
  }
}
