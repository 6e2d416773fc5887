/// Numbers as JSON writes them, read exactly.
struct JSONNumber {
  /// The value is `magnitude` times ten to the power of `exponent`, negated if `isNegative`.
  private var isNegative = false
  private var magnitude: UInt64 = 0
  private var exponent = 0
  /// Digits beyond what `magnitude` can hold: the number is not in it.
  private var isCut = false

  /// Reads a number token.
  @inline(__always)
  init(_ text: UnsafeRawBufferPointer) {
    var index = 0
    if text.first == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    index = readDigits(text, from: index, to: text.count)
    guard index < text.count else { return }
    if text[index] == UInt8(ascii: ".") {
      let start = index + 1
      index = readDigits(text, from: start, to: Self.withoutZeros(text, from: start))
      exponent = start - index
      while index < text.count, text[index] == UInt8(ascii: "0") { index += 1 }
    }
    readExponent(text, from: index)
  }

  /// The value as an integer type, whatever way a whole number was written (`10`, `1e1`, `10.0`);
  /// nil if it is not exactly in the type.
  @inline(__always)
  func integer<T: FixedWidthInteger>() -> T? {
    guard !isCut else { return nil }
    guard exponent == 0 || magnitude == 0 else { return scaled()?.signed() }
    return signed()
  }

  /// The nearest value of a floating-point type; nil if it takes more than one exact operation.
  ///
  /// Both factors are exact, so the one operation rounds correctly.
  /// Source: Clinger, "How to read floating point numbers accurately" (1990).
  @inline(__always)
  func double() -> Double? {
    guard !isCut, magnitude < 1 << 53, exponent.magnitude <= 22 else { return nil }
    let value = Double(magnitude)
    let power = Self.powers[Int(exponent.magnitude)]
    let result = exponent < 0 ? value / power : value * power
    return isNegative ? -result : result
  }

  @inline(__always)
  private func signed<T: FixedWidthInteger>() -> T? {
    guard isNegative else { return T(exactly: magnitude) }
    if let value = T(exactly: magnitude) { return 0 <= T.min ? (value == 0 ? 0 : nil) : 0 - value }
    // The lowest value has no positive twin.
    return T.min < 0 && UInt64(exactly: T.min.magnitude) == magnitude ? T.min : nil
  }

  /// The same value with an exponent of 0, if it is a whole number that fits.
  private func scaled() -> JSONNumber? {
    var result = self
    while result.exponent < 0 {
      guard result.magnitude % 10 == 0 else { return nil }
      result.magnitude /= 10
      result.exponent += 1
    }
    while result.exponent > 0 {
      let (product, isTooLarge) = result.magnitude.multipliedReportingOverflow(by: 10)
      guard !isTooLarge else { return nil }
      result.magnitude = product
      result.exponent -= 1
    }
    return result
  }

  @inline(__always)
  private mutating func readDigits(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index < end {
      let digit = text[index] &- 0x30
      guard digit < 10 else { break }
      let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = product.addingReportingOverflow(UInt64(digit))
      if isTooLarge || isStillTooLarge { isCut = true }
      magnitude = sum
      index += 1
    }
    return index
  }

  /// The end of the digits from `start` on without the zeros at their end, which change nothing.
  @inline(__always)
  private static func withoutZeros(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = start
    while end < text.count, text[end] &- 0x30 < 10 { end += 1 }
    while end > start, text[end - 1] == UInt8(ascii: "0") { end -= 1 }
    return end
  }

  private mutating func readExponent(_ text: UnsafeRawBufferPointer, from start: Int) {
    guard start < text.count, text[start] | 0x20 == UInt8(ascii: "e") else { return }
    var index = start + 1
    let isDown = text[index] == UInt8(ascii: "-")
    if isDown || text[index] == UInt8(ascii: "+") { index += 1 }
    var power = 0
    // Whatever is beyond a million is beyond every type.
    while index < text.count {
      power = min(power * 10 + Int(text[index] &- 0x30), 1_000_000)
      index += 1
    }
    exponent += isDown ? -power : power
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}

extension JSONValue {
  /// The value of a number of a JSON text, where it is whole and fits; as `intValue`, but no value is
  /// made of it first.
  public static func int(ofNumber token: UnsafeRawBufferPointer) -> Int? {
    JSONNumber(token).integer()
  }

  /// The nearest floating-point value of a number of a JSON text; as `doubleValue`.
  public static func double(ofNumber token: UnsafeRawBufferPointer) -> Double? {
    JSONNumber(token).double() ?? Double(String(decoding: token, as: UTF8.self))
  }
}
