import ArgumentParser

/// A number of bytes as people type it: `65536`, `64K`, `16M`, `1G` (powers of 1,024).
struct SizeArgument: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    let shifts: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    var digits = argument.lowercased()
    if digits.hasSuffix("ib") {
      digits.removeLast(2)
    } else if digits.hasSuffix("b") {
      digits.removeLast()
    }
    var shift = 0
    if let last = digits.last, let known = shifts[last] {
      shift = known
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
    bytes = number << shift
  }
}
