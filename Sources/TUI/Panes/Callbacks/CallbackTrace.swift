/// The callbacks a client of this stream would have seen, oldest first. Like calls in a row are
/// one line with a count, and only the newest lines are kept.
struct CallbackTrace: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    enum Weight: Hashable, Sendable { case request, call, good, warning, bad }

    /// Since the program's start; of a coalesced line the first call's.
    var at: Duration
    var name: String
    var detail: String
    var count: Int
    var weight: Weight
  }

  static let limit = 500

  private(set) var lines: [Line] = []
  /// When the first line of all was noted, kept or not.
  private(set) var start: Duration?
  /// Lines that are no longer kept.
  private(set) var dropped = 0

  /// Notes one call.
  mutating func note(
    _ name: String, _ detail: String = "", at: Duration, weight: Line.Weight = .call
  ) {
    append(Line(at: at, name: name, detail: detail, count: 1, weight: weight))
  }

  /// Notes `count` calls of which only their number matters; they join the last line if that is of
  /// the same call.
  mutating func count(
    _ name: String, _ detail: String, by count: Int, at: Duration, weight: Line.Weight = .call
  ) {
    guard count > 0 else { return }
    if let last = lines.indices.last, lines[last].name == name, lines[last].detail == detail {
      lines[last].count += count
    } else {
      append(Line(at: at, name: name, detail: detail, count: count, weight: weight))
    }
  }

  /// Replaces the detail of the last line if it is of the same call: a progress that goes on.
  mutating func replace(_ name: String, _ detail: String, at: Duration) {
    if let last = lines.indices.last, lines[last].name == name {
      lines[last].detail = detail
      lines[last].count += 1
    } else {
      note(name, detail, at: at)
    }
  }

  private mutating func append(_ line: Line) {
    if start == nil { start = line.at }
    lines.append(line)
    // In batches: dropping one line at a time from the front would move all others each time.
    if lines.count > Self.limit + 100 {
      dropped += lines.count - Self.limit
      lines.removeFirst(lines.count - Self.limit)
    }
  }
}
