extension AppState {
  /// Bytes that are copied without asking; more is offered as a file.
  private static let mostCopied = 1 << 20

  /// `V`: begins a selection at the record under the cursor, or ends it.
  mutating func select() {
    guard let stream, let current = stream.current else {
      return say("there is no record to select")
    }
    let height = recordsHeight
    withStream { stream in
      stream.anchor = stream.anchor == nil ? current : nil
      stream.window.hold(in: stream.rows, height: height)
    }
    guard stream.anchor == nil else { return }
    focus(on: .records)
    let (copy, back) = (keys.browsing.label(of: .copy), keys.browsing.label(of: .back))
    say("selecting: move to extend, \(copy) copies, \(back) ends")
  }

  /// What is selected, as text; nil where nothing is.
  mutating func selectedLines() -> RecordLines? {
    stream?.selection.flatMap { lines($0) }
  }

  /// `:copy view`: all that the pane shows, as filtered.
  mutating func copyView() -> [Effect] {
    guard let lines = viewLines() else {
      say("there is no record to copy")
      return []
    }
    return copy(lines)
  }

  /// `:save view`: asks for the file.
  mutating func saveView() {
    guard let lines = viewLines() else { return say("there is no record to save") }
    askForFile(of: lines, why: "\(lines.count.counted("record"))")
  }

  /// `W`: asks for the file of the record under the cursor, or of the answer that is joined.
  mutating func saveRecord() {
    if focus == .detail, detail.form == .assembled, let text = stream?.assembly.text, !text.isEmpty
    {
      let purpose = Prompt.Purpose.writeText(text, why: text.utf8.count.bytes)
      mode = .prompt(Prompt(purpose: purpose, input: TextInput("answer.txt")))
      return
    }
    guard let lines = currentLine(), let record = stream?.current.flatMap({ stream?.record($0) })
    else { return say("there is no record to save") }
    let isJSON = [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(record.payload.first)
    let purpose = Prompt.Purpose.writeRecords(lines, why: record.byteCount.bytes)
    mode = .prompt(
      Prompt(purpose: purpose, input: TextInput(isJSON ? "record.json" : "record.txt")))
  }

  /// All that the pane shows; nil where that is nothing.
  mutating func viewLines() -> RecordLines? {
    guard let stream, stream.rows.count > 0 else { return nil }
    return lines(0..<stream.rows.count)
  }

  /// The record under the cursor, which stays there; nil where there is none.
  mutating func currentLine() -> RecordLines? {
    guard let stream, let number = stream.current, let record = stream.record(number),
      !record.isMark
    else { return nil }
    let height = recordsHeight
    withStream { $0.window.hold(in: $0.rows, height: height) }
    let position = stream.rows.position(of: number)
    return lines(position..<position + 1)
  }

  private mutating func lines(_ positions: Range<Int>) -> RecordLines? {
    copies += 1
    return stream.map { RecordLines($0, positions, number: copies, clock) }
  }

  /// Copies records, or offers a file for them where they are many.
  mutating func copy(_ lines: RecordLines) -> [Effect] {
    withStream { $0.anchor = nil }
    if let text = lines.text(atMost: Self.mostCopied) { return [.copy(text)] }
    askForFile(
      of: lines,
      why: "\(lines.count.counted("record")) are more than is copied (\(Self.mostCopied.bytes))")
    return []
  }

  private mutating func askForFile(of lines: RecordLines, why: String) {
    let name = stream?.kind == .text ? "records.txt" : "records.ndjson"
    mode = .prompt(Prompt(purpose: .writeRecords(lines, why: why), input: TextInput(name)))
  }

  /// Enter behind a file's path.
  mutating func write(_ lines: RecordLines, to path: String) -> [Effect] {
    guard !path.isEmpty else {
      say("nothing was written")
      return []
    }
    let lines = path.lowercased().hasSuffix(".csv") ? lines.asTable : lines
    return [.export(ExportJob(lines, path: path, fileName: "records.ndjson"))]
  }
}
