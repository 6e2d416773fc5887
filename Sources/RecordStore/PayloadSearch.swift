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

  init(_ text: [UInt8]) {
    self.text = text
    let common = Array("\":,{}[] \n0123456789etaoinsrhldcum".utf8)
    anchor = text.firstIndex { !common.contains($0) } ?? 0
  }

  /// Whether `bytes` contain the text.
  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard !text.isEmpty else { return true }
    guard let base = bytes.baseAddress else { return false }
    // Where the anchor may stand: no match starts before the first byte or ends behind the last.
    var start = anchor
    let end = bytes.count - (text.count - 1 - anchor)
    while start < end, let found = memchr(base + start, Int32(text[anchor]), end - start) {
      let match = UnsafeRawPointer(found) - anchor
      if memcmp(match, text, text.count) == 0 { return true }
      start = UnsafeRawPointer(found) - base + 1
    }
    return false
  }
}
