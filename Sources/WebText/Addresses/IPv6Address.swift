/// An IPv6 address. Source: WHATWG URL, 3.5.
public struct IPv6Address: Sendable, Hashable {
  /// Eight.
  public var pieces: [UInt16]

  /// Whether it means another machine on each link, so that a zone has to say which.
  /// Source: RFC 4291, 2.5.6.
  public var isLinkLocal: Bool { pieces.first.map { $0 & 0xFFC0 == 0xFE80 } ?? false }

  /// As it is serialised, without brackets: the first longest run of two zeros or more is `::`.
  public var text: String {
    let hexadecimal = pieces.map { String($0, radix: 16) }
    guard let run = longestRunOfZeros else { return hexadecimal.joined(separator: ":") }
    return hexadecimal[..<run.lowerBound].joined(separator: ":") + "::"
      + hexadecimal[run.upperBound...].joined(separator: ":")
  }

  private var longestRunOfZeros: Range<Int>? {
    var longest = 0..<1
    var start = 0
    for (index, piece) in pieces.enumerated() {
      if piece != 0 { start = index + 1 }
      if index + 1 - start > longest.count { longest = start..<(index + 1) }
    }
    return longest.count > 1 ? longest : nil
  }

  /// Reads what stands between the brackets; nil where it is no address.
  public init?(_ bytes: ArraySlice<UInt8>) {
    guard let gap = Self.gap(in: bytes) else {
      guard let pieces = Self.pieces(bytes, isEnd: true), pieces.count == 8 else { return nil }
      self.pieces = pieces
      return
    }
    guard let head = Self.pieces(bytes[..<gap], isEnd: false),
      let tail = Self.pieces(bytes[(gap + 2)...], isEnd: true),
      head.count + tail.count < 8
    else { return nil }
    pieces = head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  /// Where the first `::` stands; a second one leaves an empty piece, which is refused.
  private static func gap(in bytes: ArraySlice<UInt8>) -> Int? {
    let colon = UInt8(ascii: ":")
    return bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
  }

  /// The pieces of one side of the `::`; an IPv4 address may stand at the whole address's end.
  private static func pieces(_ bytes: ArraySlice<UInt8>, isEnd: Bool) -> [UInt16]? {
    guard !bytes.isEmpty else { return [] }
    var pieces: [UInt16] = []
    let parts = bytes.split(
      separator: UInt8(ascii: ":"), maxSplits: 8, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isEnd, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let pair = embeddedIPv4(part) else { return nil }
        return pieces + pair
      }
      guard (1...4).contains(part.count) else { return nil }
      var piece: UInt16 = 0
      for byte in part {
        guard let digit = byte.hexDigit else { return nil }
        piece = piece << 4 | UInt16(digit)
      }
      pieces.append(piece)
    }
    return pieces
  }

  /// Four decimal numbers, none with a zero in front.
  private static func embeddedIPv4(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var numbers: [UInt16] = []
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else {
        return nil
      }
      var number: UInt16 = 0
      for byte in part {
        guard let digit = byte.decimalDigit else { return nil }
        number = number * 10 + UInt16(digit)
      }
      guard number < 256 else { return nil }
      numbers.append(number)
    }
    return [numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]]
  }
}
