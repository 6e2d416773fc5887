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
    guard foldsCase, Self.isSmall(byte) else { return isFound(in: bytes, anchoredAt: byte) }
    return isFound(in: bytes, anchoredAt: byte) || isFound(in: bytes, anchoredAt: byte - 0x20)
  }

  private func isFound(in bytes: UnsafeRawBufferPointer, anchoredAt byte: UInt8) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    // Where the anchor may stand: no match starts before the first byte or ends behind the last.
    var start = anchor
    let end = bytes.count - (text.count - 1 - anchor)
    while start < end, let found = memchr(base + start, Int32(byte), end - start) {
      if isText(at: UnsafeRawPointer(found) - anchor) { return true }
      start = UnsafeRawPointer(found) - base + 1
    }
    return false
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
