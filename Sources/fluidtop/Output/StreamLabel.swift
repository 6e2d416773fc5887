import RecordStore
import WebText

/// What one of several streams is called where all of them are written.
struct StreamLabel: Sendable {
  /// Where a terminal's reader has to tell streams apart, names are not longer than this.
  private static let mostColumns = 32

  let text: String
  /// Its place among the streams; its colour follows from it.
  let number: Int
  /// Columns that the longest label of all takes.
  let columns: Int

  /// Labels for streams of which each could be called by some names, the shortest first: of each the
  /// first that no other one has. What can't be told apart so is numbered.
  static func all(_ names: [[String]]) -> [StreamLabel] {
    // What has the same names for all that can be said of it needs no long one.
    var levels: [[String]: Int] = Dictionary(names.map { ($0, 0) }) { first, _ in first }
    func label(_ names: [String]) -> String { names[levels[names] ?? 0].printable(limit: 200) }
    while true {
      let shared = Dictionary(grouping: levels.keys, by: label).values.filter { $0.count > 1 }
      let longer = shared.joined().filter { levels[$0, default: 0] < $0.count - 1 }
      if longer.isEmpty { break }
      for names in longer { levels[names, default: 0] += 1 }
    }
    var seen: [String: Int] = [:]
    let texts = names.map { names in
      let text = label(names)
      seen[text, default: 0] += 1
      let number = seen[text] ?? 1
      return number == 1 ? text : "\(text) #\(number)"
    }
    let columns = min(mostColumns, texts.map(\.count).max() ?? 0)
    return texts.enumerated().map { StreamLabel(text: $1, number: $0, columns: columns) }
  }

  /// The lines that a format writes, with the label in them; nil where its rows have it as a value.
  func lines(_ format: OutputFormat, style: PrintStyle, template: RecordTemplate?) -> LabelledLines?
  {
    if let template {
      return template.isCSV ? nil : LabelledLines(beginningWith: text + "\t")
    }
    switch format {
    case .json, .trace: return LabelledLines { $0.add("stream", text) }
    case .data, .csv: return LabelledLines(beginningWith: text + "\t")
    case .pretty, .auto:
      let shown =
        text.count > columns
        ? "…" + text.suffix(columns - 1)
        : text + String(repeating: " ", count: columns - text.count)
      return LabelledLines(beginningWith: style.paint(shown, .stream(number)) + " ")
    }
  }

  /// Says on standard error what became of the stream.
  func say(_ sentence: String) { StandardError.say("\(text): \(sentence)") }
}
