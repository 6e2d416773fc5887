/// Which bytes of a file are taken: room that came free is used again, so that the file is never
/// larger than what was in it at once, but for gaps.
struct FreeRoom {
  private(set) var end = 0
  /// Gaps in order, none of which touches another.
  private var gaps: [Range<Int>] = []

  /// Where so many bytes have room: in the first gap that is large enough, or at the end.
  mutating func take(_ count: Int) -> Int {
    guard let index = gaps.firstIndex(where: { $0.count >= count }) else {
      defer { end += count }
      return end
    }
    let start = gaps[index].lowerBound
    gaps[index] = start + count..<gaps[index].upperBound
    if gaps[index].isEmpty { gaps.remove(at: index) }
    return start
  }

  /// These bytes are free again.
  mutating func free(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var range = range
    var index = gaps.firstIndex { $0.lowerBound >= range.upperBound } ?? gaps.count
    if index < gaps.count, gaps[index].lowerBound == range.upperBound {
      range = range.lowerBound..<gaps.remove(at: index).upperBound
    }
    if index > 0, gaps[index - 1].upperBound == range.lowerBound {
      index -= 1
      range = gaps.remove(at: index).lowerBound..<range.upperBound
    }
    if range.upperBound == end {
      end = range.lowerBound
    } else {
      gaps.insert(range, at: index)
    }
  }
}
