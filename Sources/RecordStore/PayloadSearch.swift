#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text to look for in payloads, byte by byte.
///
/// Two bytes of the text are looked for at once, at their distance, in eight places in one word; only
/// where both stand the whole is compared. Capitals cost nothing: a letter and its capital differ by
/// one bit. (Swift's vectors would take 32 places, but an "or" of theirs is a loop.)
struct PayloadSearch: Sendable {
  /// A byte of the text that seldom stands in JSON, so that little has to be compared.
  private struct Anchor: Sendable {
    private let offset: Int
    /// The byte in each of eight places.
    private let pattern: UInt64
    /// The bit that makes a capital of it, where that is the same.
    private let caseBits: UInt64

    init(_ offset: Int, in text: [UInt8], foldsCase: Bool) {
      self.offset = offset
      let folds = foldsCase && PayloadSearch.isSmall(text[offset])
      pattern = UInt64(text[offset]) &* PayloadSearch.ones
      caseBits = folds ? PayloadSearch.ones &* 0x20 : 0
    }

    /// A byte of zero for each of eight places where it stands.
    @inline(__always)
    func difference(at place: UnsafeRawPointer) -> UInt64 {
      let word = place.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      return (UInt64(littleEndian: word) | caseBits) ^ pattern
    }

    @inline(__always)
    func stands(at place: UnsafeRawPointer) -> Bool {
      let byte = UInt64(place.load(fromByteOffset: offset, as: UInt8.self))
      return (byte | caseBits) & 0xFF == pattern & 0xFF
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  private let text: [UInt8]
  private let anchors: (Anchor, Anchor)?
  /// Small letters of A to Z in the text mean capitals, too.
  private let foldsCase: Bool

  init(_ text: [UInt8], foldsCase: Bool) {
    self.text = text
    let foldsCase = foldsCase && text.contains(where: Self.isSmall)
    self.foldsCase = foldsCase
    let common = Array("\":,{}[] \n0123456789etaoinsrhldcum".utf8)
    guard let last = text.indices.last else {
      anchors = nil
      return
    }
    let first = text.firstIndex { !common.contains($0) } ?? 0
    let other = text.lastIndex { !common.contains($0) && $0 != text[first] }
    anchors = (
      Anchor(first, in: text, foldsCase: foldsCase),
      Anchor(other ?? (first == last ? 0 : last), in: text, foldsCase: foldsCase)
    )
  }

  /// Small letters mean capitals, too, unless there is a capital of A to Z in the text.
  static func folding(_ text: String) -> PayloadSearch {
    let folds = !text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return PayloadSearch(Array(text.utf8), foldsCase: folds)
  }

  /// The bytes of a place where it stands.
  var count: Int { text.count }

  /// Whether `bytes` contain the text.
  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    text.isEmpty || first(in: bytes, from: 0) != nil
  }

  /// Where the text first stands from `start` on; an empty one is nowhere.
  func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard let base = bytes.baseAddress, let (one, other) = anchors else { return nil }
    // Where it may begin.
    let end = bytes.count - text.count + 1
    var place = max(start, 0)
    while place + 32 <= end {
      let here = base + place
      let found = (
        Self.places(one, other, at: here), Self.places(one, other, at: here + 8),
        Self.places(one, other, at: here + 16), Self.places(one, other, at: here + 24)
      )
      if found.0 | found.1 | found.2 | found.3 != 0 {
        let offset =
          first(of: found.0, from: here, 0) ?? first(of: found.1, from: here, 8)
          ?? first(of: found.2, from: here, 16) ?? first(of: found.3, from: here, 24)
        if let offset { return place + offset..<place + offset + text.count }
      }
      place += 32
    }
    while place < end {
      let here = base + place
      if one.stands(at: here), other.stands(at: here), isText(at: here) {
        return place..<place + text.count
      }
      place += 1
    }
    return nil
  }

  /// Which of eight places both bytes may stand at, by the highest bit of a byte. The lowest is
  /// right; the ones above may not be.
  @inline(__always)
  private static func places(
    _ one: Anchor, _ other: Anchor, at place: UnsafeRawPointer
  ) -> UInt64 {
    let difference = one.difference(at: place) | other.difference(at: place)
    return (difference &- ones) & ~difference & (ones &* 0x80)
  }

  /// The first of eight places where the whole text stands.
  @inline(__always)
  private func first(of found: UInt64, from base: UnsafeRawPointer, _ start: Int) -> Int? {
    var places = found
    while places != 0 {
      let offset = start + places.trailingZeroBitCount / 8
      if isText(at: base + offset) { return offset }
      places &= places - 1
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
