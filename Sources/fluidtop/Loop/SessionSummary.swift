import StreamDecoding
import TUI

/// What was seen between opening the screen and leaving it, for the one line printed afterwards.
struct SessionSummary: Equatable {
  private(set) var opened = 0
  private(set) var records = 0
  private(set) var bytes = 0
  private(set) var files: [String] = []

  mutating func count(_ batch: RecordBatch) {
    for entry in batch.entries where entry.kind != .comment {
      records += 1
      bytes += entry.payload.count
    }
  }

  mutating func count(_ action: Action) {
    guard case .stream(_, let news) = action else { return }
    switch news {
    case .opened: opened += 1
    case .saved(let path, _): files.append(path)
    case .requested, .lost, .failed, .completed, .closed, .progress, .response: break
    }
  }

  /// `2 streams opened, 1204 records, 254.1 KB; saved report.csv`; nil when there was nothing.
  var sentence: String? {
    var parts: [String] = []
    if opened > 0 {
      parts.append("\(opened) \(opened == 1 ? "stream" : "streams") opened")
      parts.append("\(records) \(records == 1 ? "record" : "records")")
      parts.append(ByteCount.text(bytes))
    }
    let seen = parts.joined(separator: ", ")
    if files.isEmpty { return seen.isEmpty ? nil : seen }
    return (seen.isEmpty ? "" : seen + "; ") + "saved " + files.joined(separator: ", ")
  }
}
