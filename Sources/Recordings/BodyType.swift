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

  private static func guess(_ start: [UInt8]) -> String {
    // Source: WHATWG HTML, 9.2.5: one mark before the first line is none of its bytes.
    let unmarked = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start[3...] : start[...]
    let text = unmarked.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
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
    return ["", "data", "event", "id", "retry"].contains(
      String(decoding: self[..<colon], as: UTF8.self))
  }
}
