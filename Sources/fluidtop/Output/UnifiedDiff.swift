/// The lines in which two texts differ, with three around them, as `diff -u` prints them.
struct UnifiedDiff {
  private struct Step {
    /// A blank, `-` or `+`.
    let sign: Character
    let line: Substring
  }

  private let steps: [Step]
  private static let context = 3
  /// Finding the fewest lines takes the square of what differs; above this all of it counts.
  private static let mostCompared = 4_000

  init(from old: String, to new: String) {
    let (old, new) = (Self.lines(of: old), Self.lines(of: new))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    let middle = Self.steps(old[start..<(old.count - end)], new[start..<(new.count - end)])
    func same(_ lines: ArraySlice<Substring>) -> [Step] { lines.map { Step(sign: " ", line: $0) } }
    steps = same(old.prefix(start)) + middle + same(old.suffix(end))
  }

  /// - Parameter name: The file's, for the heading.
  func text(named name: String) -> String {
    var result = "--- \(name)\n+++ \(name)\n"
    var (old, new, place) = (1, 1, 0)
    for hunk in hunks {
      old += hunk.lowerBound - place
      new += hunk.lowerBound - place
      let removed = steps[hunk].count { $0.sign != "+" }
      let added = steps[hunk].count { $0.sign != "-" }
      let starts = [removed == 0 ? old - 1 : old, added == 0 ? new - 1 : new]
      result += "@@ -\(starts[0]),\(removed) +\(starts[1]),\(added) @@\n"
      result += steps[hunk].map { "\($0.sign)\($0.line)\n" }.joined()
      (old, new, place) = (old + removed, new + added, hunk.upperBound)
    }
    return result
  }

  /// What differs with the lines around it; what would touch is one.
  private var hunks: [Range<Int>] {
    var result: [Range<Int>] = []
    for place in steps.indices where steps[place].sign != " " {
      let range = max(0, place - Self.context)..<min(steps.count, place + Self.context + 1)
      if let last = result.last, last.upperBound >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }

  private static func lines(of text: String) -> [Substring] {
    // Of characters "\r\n" is one, in which no "\n" is found.
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Substring($0) }
    let last = lines.removeLast()
    return last.isEmpty ? lines : lines + [last + "\n\\ No newline at end of file"]
  }

  private static func steps(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [Step] {
    guard old.count + new.count <= mostCompared else {
      return old.map { Step(sign: "-", line: $0) } + new.map { Step(sign: "+", line: $0) }
    }
    let (old, new) = (Array(old), Array(new))
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.offset))
    let added = Set(difference.insertions.map(\.offset))
    var (result, at, next): ([Step], Int, Int) = ([], 0, 0)
    while at < old.count || next < new.count {
      if at < old.count, removed.contains(at) {
        result.append(Step(sign: "-", line: old[at]))
        at += 1
      } else if next < new.count, added.contains(next) {
        result.append(Step(sign: "+", line: new[next]))
        next += 1
      } else {
        result.append(Step(sign: " ", line: old[at]))
        (at, next) = (at + 1, next + 1)
      }
    }
    return result
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
