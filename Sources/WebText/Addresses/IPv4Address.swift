/// An IPv4 address, however its numbers are written. Source: WHATWG URL, 3.5.
public struct IPv4Address: Sendable, Hashable {
  /// In the network's order, the first number in the highest byte.
  public var value: UInt32

  /// As it is serialised: `127.0.0.1`.
  public var text: String {
    stride(from: 24, through: 0, by: -8).map { String(value >> $0 & 255) }.joined(separator: ".")
  }

  /// Reads one to four numbers, each decimal, octal (`0177`) or hexadecimal (`0x7f`), the last of
  /// which fills the bytes that are left; nil where they are no address.
  public init?(_ text: String) {
    var parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    guard parts.count <= 4 else { return nil }
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == parts.count, let last = numbers.last else { return nil }
    guard last < 1 << (8 * UInt64(5 - numbers.count)) else { return nil }
    var value = last
    for (index, number) in numbers.dropLast().enumerated() {
      guard number < 256 else { return nil }
      value += number << (8 * UInt64(3 - index))
    }
    self.value = UInt32(truncatingIfNeeded: value)
  }

  /// Whether a host is an address or nothing, since its last part is a number.
  /// Source: WHATWG URL, 3.5, "ends in a number checker".
  static func isMeant(by host: String) -> Bool {
    var parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true, parts.count > 1 { parts.removeLast() }
    guard let last = parts.last, !last.isEmpty else { return false }
    return last.allSatisfy { $0.decimalDigit != nil } || number(last) != nil
  }

  /// One too large for any address is 2^32, so that no digits overflow.
  private static func number(_ text: Substring.UTF8View) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var digits = text
    var radix: UInt64 = 10
    if text.count >= 2, text.first == UInt8(ascii: "0") {
      let isHexadecimal = "xX".utf8.contains(text[text.index(after: text.startIndex)])
      radix = isHexadecimal ? 16 : 8
      digits = text.dropFirst(isHexadecimal ? 2 : 1)
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = byte.hexDigit, digit < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 32)
    }
    return value
  }
}
