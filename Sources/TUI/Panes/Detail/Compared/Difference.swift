import RecordStore
import StreamDecoding

/// What changed from one record to another: of JSON by paths, of any other text by lines.
struct Difference: Sendable {
  enum Change: Hashable, Sendable {
    case added(String)
    case removed(String)
    case changed(String, String)
  }

  struct Entry: Hashable, Sendable {
    /// As filters write it; "" for a line of text.
    var path: String
    var change: Change
  }

  /// Records up to this size are compared.
  static let largest = 256 << 10
  static let mostEntries = 1000
  private static let longestValue = 400
  /// Pairs of lines that are looked at for those that stayed.
  private static let mostPairs = 1 << 20

  private(set) var entries: [Entry] = []
  /// There are more than `mostEntries`.
  private(set) var isCut = false
  /// Nothing was compared.
  private(set) var isTooLarge = false

  init(from old: [UInt8], to new: [UInt8]) {
    guard old.count <= Self.largest, new.count <= Self.largest else {
      isTooLarge = true
      return
    }
    if let before = try? JSONValue(parsing: old), let after = try? JSONValue(parsing: new) {
      compare(before, after, at: [])
    } else {
      compareLines(Self.lines(old), Self.lines(new))
    }
  }

  private mutating func add(_ path: [FieldPath.Part], _ change: Change) {
    guard entries.count < Self.mostEntries else { return isCut = true }
    entries.append(Entry(path: FieldPath(path).text, change: change))
  }

  // MARK: JSON

  private mutating func compare(_ old: JSONValue, _ new: JSONValue, at path: [FieldPath.Part]) {
    guard !isCut, old != new else { return }
    switch (old, new) {
    case (.object(let before), .object(let after)):
      for (name, value) in before {
        let place = path + [.name(name)]
        if let other = after[name] {
          compare(value, other, at: place)
        } else {
          add(place, .removed(Self.text(value)))
        }
      }
      for (name, value) in after where before[name] == nil {
        add(path + [.name(name)], .added(Self.text(value)))
      }
    case (.array(let before), .array(let after)): compare(before, after, at: path)
    default: add(path, .changed(Self.text(old), Self.text(new)))
    }
  }

  /// Elements at both ends that are the same stayed; between them they are paired in order.
  private mutating func compare(
    _ old: [JSONValue], _ new: [JSONValue], at path: [FieldPath.Part]
  ) {
    let (start, end) = Self.same(old, new)
    let (before, after) = (start..<old.count - end, start..<new.count - end)
    for index in start..<start + min(before.count, after.count) {
      compare(old[index], new[index], at: path + [.index(index)])
    }
    for index in before.dropFirst(after.count) {
      add(path + [.index(index)], .removed(Self.text(old[index])))
    }
    for index in after.dropFirst(before.count) {
      add(path + [.index(index)], .added(Self.text(new[index])))
    }
  }

  private static func text(_ value: JSONValue) -> String { clipped(value.text()) }

  private static func clipped(_ text: String) -> String {
    let shown = text.prefix(longestValue)
    return shown.endIndex == text.endIndex ? text : "\(shown) (\(text.utf8.count.bytes))"
  }

  /// How many elements are the same at the beginning and, of the rest, at the end.
  private static func same<Element: Equatable>(
    _ old: [Element], _ new: [Element]
  ) -> (start: Int, end: Int) {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    return (start, end)
  }

  // MARK: Lines

  private static func lines(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
      String.init)
  }

  private mutating func compareLines(_ old: [String], _ new: [String]) {
    let (start, end) = Self.same(old, new)
    let (before, after) = (Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
    var (left, right) = (0, 0)
    for (here, there) in Self.common(before, after) + [(before.count, after.count)] {
      while left < here {
        add([], .removed(Self.clipped(before[left])))
        left += 1
      }
      while right < there {
        add([], .added(Self.clipped(after[right])))
        right += 1
      }
      (left, right) = (here + 1, there + 1)
    }
  }

  /// A longest sequence of lines that stand in both; none where looking for it takes too long.
  private static func common(_ old: [String], _ new: [String]) -> [(Int, Int)] {
    guard !old.isEmpty, !new.isEmpty, old.count * new.count <= mostPairs else { return [] }
    let width = new.count + 1
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for left in old.indices.reversed() {
      for right in new.indices.reversed() {
        let place = left * width + right
        lengths[place] =
          old[left] == new[right]
          ? lengths[place + width + 1] + 1 : max(lengths[place + width], lengths[place + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (left, right) = (0, 0)
    while left < old.count, right < new.count {
      let place = left * width + right
      if old[left] == new[right] {
        pairs.append((left, right))
        (left, right) = (left + 1, right + 1)
      } else if lengths[place + width] >= lengths[place + 1] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }
}
