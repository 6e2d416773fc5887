/// A set of numbers, a bit each, that knows how many come before one and which one comes at a place:
/// the records that a filter takes, of many millions.
struct NumberSet: Sendable {
  private static let numbersInBlock = 4096
  private static let wordsInBlock = numbersInBlock / UInt64.bitWidth
  private static let blocksInGroup = 64

  /// The number of the first bit.
  private var base = 0
  private var words: [UInt64] = []
  /// How many there are in each block, and in each group of blocks.
  private var blocks: [UInt16] = []
  private var groups: [Int] = []
  /// How many there are.
  private(set) var count = 0
  /// Numbers below it were removed.
  private var removed = 0

  var isEmpty: Bool { count == 0 }

  /// Takes a number in, unless it is below those that were removed.
  mutating func insert(_ number: Int) {
    guard number >= removed else { return }
    let (word, bit) = place(of: number)
    makeRoom(for: word)
    guard words[word] & bit == 0 else { return }
    words[word] |= bit
    change(in: word, by: 1)
  }

  /// Takes out all numbers below `number`, for ever.
  mutating func remove(below number: Int) {
    guard number > removed else { return }
    let end = min(place(of: number).word, words.count)
    for word in min(place(of: removed).word, end)..<end where words[word] != 0 {
      change(in: word, by: -words[word].nonzeroBitCount)
      words[word] = 0
    }
    if end < words.count {
      let below = words[end] & (place(of: number).bit - 1)
      words[end] ^= below
      if below != 0 { change(in: end, by: -below.nonzeroBitCount) }
    }
    removed = number
    dropRemovedGroups()
  }

  /// How many of them are below `number`.
  func position(of number: Int) -> Int {
    guard number > base else { return 0 }
    let (word, bit) = place(of: number)
    guard word < words.count else { return count }
    let block = word / Self.wordsInBlock
    let group = block / Self.blocksInGroup
    return groups[..<group].reduce(0, +)
      + blocks[(group * Self.blocksInGroup)..<block].reduce(0) { $0 + Int($1) }
      + words[(block * Self.wordsInBlock)..<word].reduce(0) { $0 + $1.nonzeroBitCount }
      + (words[word] & (bit - 1)).nonzeroBitCount
  }

  /// The one at a position, which must lie below `count`.
  func number(at position: Int) -> Int {
    precondition((0..<count).contains(position), "no number is there: see count")
    var rest = position
    let group = Self.skip(&rest, groups, from: 0) { $0 }
    let block = Self.skip(&rest, blocks, from: group * Self.blocksInGroup) { Int($0) }
    let word = Self.skip(&rest, words, from: block * Self.wordsInBlock) { $0.nonzeroBitCount }
    var bits = words[word]
    for _ in 0..<rest { bits &= bits - 1 }
    return base + word * UInt64.bitWidth + bits.trailingZeroBitCount
  }

  /// The first one from `number` on.
  func first(from number: Int) -> Int? {
    let position = position(of: number)
    return position < count ? self.number(at: position) : nil
  }

  /// The last one before `number`.
  func last(before number: Int) -> Int? {
    let position = position(of: number)
    return position > 0 ? self.number(at: position - 1) : nil
  }

  // MARK: Bits

  private func place(of number: Int) -> (word: Int, bit: UInt64) {
    let offset = number - base
    return (offset / UInt64.bitWidth, 1 << UInt64(offset % UInt64.bitWidth))
  }

  private mutating func makeRoom(for word: Int) {
    guard word >= words.count else { return }
    let block = word / Self.wordsInBlock
    words.append(contentsOf: repeatElement(0, count: (block + 1) * Self.wordsInBlock - words.count))
    blocks.append(contentsOf: repeatElement(0, count: block + 1 - blocks.count))
    let group = block / Self.blocksInGroup
    groups.append(contentsOf: repeatElement(0, count: group + 1 - groups.count))
  }

  /// Gives back the memory of whole groups that were removed, once they are half of all: what is
  /// moved then is less than what goes.
  private mutating func dropRemovedGroups() {
    let wordsInGroup = Self.blocksInGroup * Self.wordsInBlock
    let count = place(of: removed).word / wordsInGroup
    guard count > 0, count * 2 >= groups.count else { return }
    groups.removeFirst(min(count, groups.count))
    blocks.removeFirst(min(count * Self.blocksInGroup, blocks.count))
    words.removeFirst(min(count * wordsInGroup, words.count))
    base += count * wordsInGroup * UInt64.bitWidth
  }

  private mutating func change(in word: Int, by difference: Int) {
    let block = word / Self.wordsInBlock
    blocks[block] = UInt16(Int(blocks[block]) + difference)
    groups[block / Self.blocksInGroup] += difference
    count += difference
  }

  /// Goes on from `start` to where the rest of the position lies.
  private static func skip<Element>(
    _ rest: inout Int, _ counts: [Element], from start: Int, _ count: (Element) -> Int
  ) -> Int {
    var index = start
    while case let some = count(counts[index]), rest >= some {
      rest -= some
      index += 1
    }
    return index
  }
}
