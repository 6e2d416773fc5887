#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text to look for in payloads, byte by byte.
struct PayloadSearch: Sendable {
  private let text: [UInt8]
  /// The byte of the text to look for first: one that is seldom in JSON, so that `memchr` runs far.
  private let anchor: Int
  /// Small letters of A to Z in the text mean capitals, too.
  private let foldsCase: Bool

  init(_ text: [UInt8], foldsCase: Bool) {
    self.text = text
    let common = Array("\":,{}[] \n0123456789etaoinsrhldcum".utf8)
    anchor = text.firstIndex { !common.contains($0) } ?? 0
    self.foldsCase = foldsCase && text.contains(where: Self.isSmall)
  }

  /// Small letters mean capitals, too, unless there is a capital of A to Z in the text.
  static func folding(_ text: String) -> PayloadSearch {
    let folds = !text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return PayloadSearch(Array(text.utf8), foldsCase: folds)
  }

  /// Whether `bytes` contain the text.
  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard !text.isEmpty else { return true }
    let byte = text[anchor]
    if start(in: bytes, anchoredAt: byte) != nil { return true }
    guard foldsCase, Self.isSmall(byte) else { return false }
    return start(in: bytes, anchoredAt: byte - 0x20) != nil
  }

  /// Where the text first stands from `start` on.
  func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard !text.isEmpty, start <= bytes.count else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    let byte = text[anchor]
    var found = self.start(in: rest, anchoredAt: byte)
    if foldsCase, Self.isSmall(byte), let other = self.start(in: rest, anchoredAt: byte - 0x20) {
      found = min(found ?? other, other)
    }
    return found.map { start + $0..<start + $0 + text.count }
  }

  private func start(in bytes: UnsafeRawBufferPointer, anchoredAt byte: UInt8) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    // Where the anchor may stand: no match starts before the first byte or ends behind the last.
    var start = anchor
    let end = bytes.count - (text.count - 1 - anchor)
    while start < end, let found = memchr(base + start, Int32(byte), end - start) {
      let place = UnsafeRawPointer(found) - base
      if isText(at: base + place - anchor) { return place - anchor }
      start = place + 1
    }
    return nil
  }

  /// Whether so many bytes as the text has, from here on, are it.
  private func isText(at place: UnsafeRawPointer) -> Bool {
    guard foldsCase else { return memcmp(place, text, text.count) == 0 }
    let bytes = UnsafeRawBufferPointer(start: place, count: text.count)
    for (byte, wanted) in zip(bytes, text) where byte != wanted {
      guard Self.isSmall(wanted), byte == wanted - 0x20 else { return false }
    }
    return true
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
