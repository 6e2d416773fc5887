import StreamDecoding

/// An event of a stream, as Chrome's archives have it.
struct HARMessage {
  /// Since the archive's first request.
  let at: Duration
  /// The event, as a server may have written it.
  let text: [UInt8]

  init(_ value: JSONValue, start: Double) {
    at = HARReader.duration((value["time"]?.doubleValue ?? start) - start)
    var text = ""
    // Of several such lines the last one would count.
    if let id = value["eventId"]?.stringValue, !id.isEmpty, !id.hasLineEnd {
      text += Self.lines("id", id)
    }
    if let name = value["eventName"]?.stringValue, name != "message", !name.isEmpty,
      !name.hasLineEnd
    {
      text += Self.lines("event", name)
    }
    self.text = Array((text + Self.lines("data", value["data"]?.stringValue ?? "") + "\n").utf8)
  }

  /// A line for each line of a value: CR ends one, too, and would begin another field. Source: WHATWG
  /// HTML, 9.2.5.
  private static func lines(_ name: String, _ value: String) -> String {
    value.split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }
      .map { "\(name): \($0)\n" }.joined()
  }

  /// Text cut behind each event; what dispatches nothing goes with the event after it, and the rest
  /// with the last.
  static func blocks(of text: [UInt8]) -> [[UInt8]] {
    var decoder = StreamDecoder(format: .sse)
    var blocks: [[UInt8]] = []
    var block: [UInt8] = []
    var batch = RecordBatch()
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      // The last has no end of its own.
      let isEnded = line.endIndex < text.endIndex
      let bytes = Array(line) + (isEnded ? [0x0A] : [])
      block += bytes
      batch.removeAll()
      guard (try? decoder.decode(bytes, into: &batch)) != nil else { return [text] }
      guard batch.entries.contains(where: { $0.kind == .event }) else { continue }
      blocks.append(block)
      block = []
    }
    if blocks.isEmpty { return [text] }
    blocks[blocks.count - 1] += block
    return blocks
  }
}

extension String {
  fileprivate var hasLineEnd: Bool { utf8.contains { $0 == 0x0A || $0 == 0x0D } }
}
