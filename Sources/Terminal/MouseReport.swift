import TUI

/// A mouse report in SGR form, the bytes after `ESC [ <`: `button;column;row` and `M` or `m`.
/// Source: "XTerm Control Sequences", mouse mode 1006.
struct MouseReport {
  /// The report, final byte included.
  var bytes: [UInt8]

  /// Longest report that is still one: three numbers of six digits.
  static let longest = 24

  /// Nil where the report says nothing of use.
  var event: MouseEvent? {
    guard let final = bytes.last else { return nil }
    let fields = bytes.dropLast().split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    let numbers = fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard fields.count == 3, numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let isRelease = final == UInt8(ascii: "m")
    guard let kind = Self.kind(code: numbers[0], isRelease: isRelease) else { return nil }
    return MouseEvent(kind: kind, column: numbers[1] - 1, row: numbers[2] - 1)
  }

  /// Bits 0 and 1 name the button, 4, 8 and 16 are shift, alt and control, 32 is movement, 64 the
  /// wheel.
  private static func kind(code: Int, isRelease: Bool) -> MouseEvent.Kind? {
    let button = code & 3
    if code & 64 != 0 {
      // 2 and 3 are a wheel turned sideways.
      return [0: MouseEvent.Kind.wheelUp, 1: .wheelDown][button]
    }
    if code & 128 != 0 { return nil }
    if isRelease { return .release }
    if code & 32 != 0 { return button == 3 ? nil : .drag }
    return [0: MouseEvent.Kind.press(.left), 1: .press(.middle), 2: .press(.right)][button]
  }
}
