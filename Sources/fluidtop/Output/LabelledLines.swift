/// The lines of one stream among those of others: its name stands in each of them.
struct LabelledLines: Sendable {
  /// A line without an end is told when it has become so long: what has none would be kept for ever.
  private static let longestOpen = 64 << 10

  private let label: [UInt8]
  /// Whether the label stands behind the brace of an object, as its first members.
  private let isObject: Bool
  /// What stands behind the last line's end.
  private var open: [UInt8] = []

  /// Lines that begin with `text`.
  init(beginningWith text: String) {
    label = Array(text.utf8)
    isObject = false
  }

  /// Objects whose first members are those that `fill` writes.
  init(members fill: (inout JSONLine) -> Void) {
    var line: [UInt8] = []
    JSONLine.write(to: &line, fill)
    label = line.dropLast(2) + [UInt8(ascii: ",")]
    isObject = true
  }

  /// Adds what another writer made, as far as its lines are whole.
  mutating func add(_ bytes: [UInt8], to output: inout [UInt8]) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      output += label
      if open.isEmpty {
        output += isObject ? rest[...end].dropFirst() : rest[...end]
      } else {
        output += isObject ? open.dropFirst() : open[...]
        output += rest[...end]
        open.removeAll(keepingCapacity: true)
      }
      rest = rest[(end + 1)...]
    }
    open += rest
    if open.count > Self.longestOpen { end(to: &output) }
  }

  /// Ends the line that is open, if one is.
  mutating func end(to output: inout [UInt8]) {
    guard !open.isEmpty else { return }
    output += label
    output += open
    output.append(0x0A)
    open.removeAll()
  }
}
