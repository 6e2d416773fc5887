/// The callbacks a client of this stream would have seen, oldest first. What happens to the stream
/// has a line each, and keeps it; the calls between two such lines are counted, each name apart.
struct CallbackTrace: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    enum Weight: Hashable, Sendable { case request, call, good, warning, bad }

    /// From 0, in the order in which the lines came; it stays when others go.
    var number: Int
    /// Since the program's start; of counted calls the first one's.
    var at: Duration
    var name: String
    var detail: String
    var count = 1
    var weight: Weight
  }

  /// More than weeks of a stream that is connected again each minute.
  static let limit = 20_000
  /// At the limit the first lines stay, and after them the oldest go.
  private static let kept = 100
  /// Names counted apart between two lines of the stream's life; a server may invent any number.
  private static let namesApart = 50
  static let otherNames = "other names"

  private(set) var lines: [Line] = []
  /// When the first line of all was noted.
  private(set) var start: Duration?
  private var next = 0
  /// The first line after the latest one of the stream's life.
  private var countedFrom = 0
  /// A client would have ended; the inspector reads on.
  private(set) var isOver = false

  /// Notes something of the stream's life.
  mutating func note(
    _ name: String, _ detail: String = "", at: Duration, weight: Line.Weight = .call
  ) {
    append(name, detail, count: 1, at: at, weight)
    countedFrom = lines.count
  }

  /// Notes `count` calls of which only their number matters.
  mutating func count(
    _ name: String, _ detail: String, by count: Int, at: Duration, weight: Line.Weight = .call
  ) {
    guard count > 0 else { return }
    let (name, weight) = isOver ? ("(\(name))", .request) : (name, weight)
    if let index = counted(name, detail) {
      lines[index].count += count
    } else if lines.count - countedFrom < Self.namesApart {
      append(name, detail, count: count, at: at, weight)
    } else if let index = counted(name, Self.otherNames) {
      lines[index].count += count
    } else {
      append(name, Self.otherNames, count: count, at: at, weight)
    }
  }

  /// Counts a call of which only the latest detail matters: a progress that goes on.
  mutating func replace(_ name: String, _ detail: String, at: Duration) {
    if let index = lines[countedFrom...].lastIndex(where: { $0.name == name }) {
      lines[index].detail = detail
      lines[index].count += 1
    } else {
      append(name, detail, count: 1, at: at, .call)
    }
  }

  /// A client ends here, with an error; what follows is only read by the inspector.
  mutating func end(with error: String, at: Duration) {
    guard !isOver else { return }
    note("onError", error, at: at, weight: .bad)
    note("onClose", at: at)
    note("(reading on)", "a client has ended here", at: at, weight: .request)
    isOver = true
  }

  /// Another run begins.
  mutating func beginAgain() { isOver = false }

  /// Index of the line of this number, or of the next one that is kept.
  func index(of number: Int) -> Int {
    lines[...].firstPosition { $0.number >= number }
  }

  private func counted(_ name: String, _ detail: String) -> Int? {
    lines[countedFrom...].firstIndex { $0.detail == detail && $0.name == name }
  }

  private mutating func append(
    _ name: String, _ detail: String, count: Int, at: Duration, _ weight: Line.Weight
  ) {
    if start == nil { start = at }
    lines.append(
      Line(number: next, at: at, name: name, detail: detail, count: count, weight: weight))
    next += 1
    // In batches: taking out one line at a time would move all after it each time.
    guard lines.count > Self.limit + 1000 else { return }
    let gone = lines.count - Self.limit
    lines.removeSubrange(Self.kept..<Self.kept + gone)
    countedFrom = max(0, countedFrom - gone)
  }
}
