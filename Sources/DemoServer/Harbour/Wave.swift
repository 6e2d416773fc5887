/// A lively curve of whole numbers that is the same on every run.
struct Wave: Sendable {
  var seed: UInt64

  /// A curve for a name, such as a host's.
  init(_ name: String) {
    // FNV-1a, 64 bits: Swift's own hashes differ from run to run.
    seed = name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Evenly spread bits for a position (SplitMix64).
  func noise(_ position: Int) -> UInt64 {
    var bits = seed &+ UInt64(bitPattern: Int64(position)) &* 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// An even choice below `bound`.
  func pick(_ position: Int, below bound: Int) -> Int {
    Int(noise(position) % UInt64(bound))
  }

  /// One element of a list that is not empty.
  func pick<Element>(_ position: Int, from list: [Element]) -> Element {
    list[pick(position, below: list.count)]
  }

  /// A swell, a ripple and some spray, all within `range`.
  func height(at position: Int, in range: ClosedRange<Int>) -> Int {
    let phase = Int(seed % 1000)
    let swell = Self.triangle(position &+ phase, period: 120 + phase % 80)
    let ripple = Self.triangle(position &+ phase, period: 17)
    let spray = pick(position, below: 1001)
    let mix = (swell * 7 + ripple + spray * 2) / 10
    return range.lowerBound + mix * (range.upperBound - range.lowerBound) / 1000
  }

  /// From 0 to 1000 and back.
  private static func triangle(_ position: Int, period: Int) -> Int {
    let place = Int(UInt(bitPattern: position) % UInt(period)) * 2000 / period
    return place <= 1000 ? place : 2000 - place
  }
}

extension Int {
  /// The number with a decimal point before its last digits: `412.shifted(1)` is `41.2`.
  func shifted(_ places: Int) -> String {
    let digits = String(magnitude)
    let padded = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
    return (self < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// The number with zeros in front: `7.padded(2)` is `07`.
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
