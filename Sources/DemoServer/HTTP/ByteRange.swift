/// What a `Range` field asks for of a body of known size.
///
/// Source: RFC 9110, 14.2. Several ranges, other units and bad syntax are ignored, as it allows.
enum ByteRange: Sendable, Hashable {
  case whole
  case part(Range<Int>)
  case unsatisfiable

  init(_ field: String, ofSize size: Int) {
    self = .whole
    guard field.hasPrefix("bytes="), !field.contains(",") else { return }
    let sides = field.dropFirst(6).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !(sides[0].isEmpty && sides[1].isEmpty) else { return }
    // A sign is no digit, though Int would take it; a number too large for Int is past any end.
    let numbers = sides.map { side -> Int? in
      guard !side.isEmpty, side.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(side) ?? .max
    }
    switch (sides[0].isEmpty, numbers[0], sides[1].isEmpty, numbers[1]) {
    case (true, _, _, .some(let suffix)):
      self = suffix == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - suffix)..<size)
    case (_, .some(let first), true, _):
      self = first < size ? .part(first..<size) : .unsatisfiable
    case (_, .some(let first), _, .some(let last)) where first <= last:
      self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    default:
      return
    }
  }
}
