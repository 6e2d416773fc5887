import StreamClient
import StreamDecoding
import TUI
import WebText

/// `--output pretty`: a line of facts and the payload for each record, for people.
struct PrettyWriter: SignalWriter {
  let style: PrintStyle
  let started: WallClock
  private var last: Duration?
  private var lineIsOpen = false

  init(style: PrintStyle, started: WallClock) {
    self.style = style
    self.started = started
  }

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    switch signal {
    case .records(let batch):
      for entry in batch.entries {
        if entry.kind == .text {
          writeText(batch.bytes[entry.payload], to: &output)
        } else {
          write(line(for: entry, of: batch, at: elapsed), to: &output)
          last = elapsed
        }
      }
    case .opened(let response):
      let type = response.mediaType.isEmpty ? "no media type" : response.mediaType
      write(
        style.paint("── \(response.status) \(PrintableText.harmless(type)) ──", .muted), to: &output
      )
    case .completed, .failed:
      if lineIsOpen { output.append(0x0A) }
    case .requesting, .answering, .answered, .saved, .progress, .lost, .closed:
      break
    }
  }

  /// Text is shown as it comes: it has its own lines.
  private mutating func writeText(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    output.append(contentsOf: PrintableText.harmless(lines: Array(bytes)))
    lineIsOpen = bytes.last != 0x0A
  }

  private func write(_ line: String, to output: inout [UInt8]) {
    output.append(contentsOf: line.utf8)
    output.append(0x0A)
  }

  private func line(
    for entry: RecordBatch.Entry, of batch: RecordBatch, at elapsed: Duration
  ) -> String {
    let time = started.advanced(by: elapsed).localTime
    let facts = [time, Self.gap(last.map { elapsed - $0 })] + names(of: entry, in: batch)
    let head = facts.joined(separator: " ")
    let room = style.columns - head.count - 1
    let paintedHead =
      style.paint("\(time) \(facts[1])", .muted)
      + facts.dropFirst(2).map { " " + style.paint($0, .accent) }.joined()
    return paintedHead + " " + payload(of: entry, in: batch, room: room)
  }

  private func names(of entry: RecordBatch.Entry, in batch: RecordBatch) -> [String] {
    guard entry.kind == .event else { return [] }
    let id = batch.string(entry.id)
    let type = String(decoding: batch.eventType(of: entry), as: UTF8.self)
    return (id.isEmpty ? [type] : [id, type]).map(PrintableText.harmless)
  }

  private func payload(
    of entry: RecordBatch.Entry, in batch: RecordBatch, room: Int
  ) -> String {
    let bytes = batch.bytes[entry.payload]
    switch entry.kind {
    case .comment:
      return style.paint(":" + PrintableText.harmless(batch.string(entry.payload)), .muted)
    case .discarded:
      let text = batch.string(entry.payload)
      let line = entry.discard?.sentence(of: text) ?? text
      return style.paint(PrintableText.harmless(line), .muted)
    case .invalid:
      let reason = entry.fault?.sentence ?? "not a JSON text"
      return style.paint("invalid (\(reason)): ", .warning)
        + PrintableText.harmless(batch.string(entry.payload))
    case .event, .value, .text:
      if let lines = PrintedJSON(style: style).lines(of: bytes, room: room) {
        return lines.joined(separator: "\n")
      }
      return Self.indented(batch.string(entry.payload))
    }
  }

  /// In seven columns, as on the screen.
  static func gap(_ gap: Duration?) -> String {
    let text = gap?.gap ?? ""
    return String(repeating: " ", count: max(0, 7 - text.count)) + text
  }

  /// The lines after the first one stand in, so that a record is seen as one.
  private static func indented(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { PrintableText.harmless(String($0)) }
      .joined(separator: "\n  ")
  }
}
