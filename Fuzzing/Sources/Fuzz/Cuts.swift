/// An input cut into parts in several ways, the same ones whenever it comes again.
struct Cuts {
  private let bytes: [UInt8]
  private var state: UInt64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // Source: Fowler, Noll and Vo, FNV-1a. A changed byte changes all cuts.
    state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// A number below `limit`, which is not zero.
  mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  /// Parts of at most `longest` bytes, empty ones among them.
  mutating func parts(ofAtMost longest: Int) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + number(below: longest + 1))
      parts.append(Array(bytes[start..<end]))
      start = end
    }
    return parts
  }

  /// One byte at a time.
  var singleBytes: [[UInt8]] { bytes.map { [$0] } }
}
