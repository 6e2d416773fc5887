import RecordStore

/// A text to find. Lower-case letters find both cases, of A to Z; a capital finds only itself.
struct Needle: Hashable, Sendable {
  private let bytes: [UInt8]
  private let foldsCase: Bool

  /// Nil for an empty text, which is nowhere.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    bytes = Array(text.utf8)
    foldsCase = !bytes.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Whether a record's beginning holds it.
  func isIn(_ record: StoredRecord) -> Bool {
    record.withPayload { payload in
      !ranges(in: UnsafeRawBufferPointer(rebasing: payload.prefix(65_536)), limit: 1).isEmpty
    }
  }

  /// Where it stands, as byte offsets, at most `limit` times.
  func ranges(in text: [UInt8], limit: Int) -> [Range<Int>] {
    text.withUnsafeBytes { ranges(in: $0, limit: limit) }
  }

  private func ranges(in text: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + bytes.count <= text.count, found.count < limit {
      if matches(text, at: start) {
        found.append(start..<start + bytes.count)
        start += bytes.count
      } else {
        start += 1
      }
    }
    return found
  }

  private func matches(_ text: UnsafeRawBufferPointer, at start: Int) -> Bool {
    for (index, byte) in bytes.enumerated() {
      var other = text[start + index]
      if foldsCase, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(other) { other |= 0x20 }
      if other != byte { return false }
    }
    return true
  }
}
