import StreamDecoding
import Testing

@testable import TUI

/// Copying and saving more than one record.
@Suite struct SelectingTests {
  private func live(_ count: Int) -> Program {
    let program = Program()
    program.openMetrics()
    for index in 0..<count { program.event("{\"i\":\(index)}", type: "tick", id: "\(index)") }
    program.press(.character("3"))
    return program
  }

  @Test(arguments: ["y", "Y"])
  func `V selects, moving extends, and the selection is copied as lines`(key: Character) {
    let program = live(9)
    program.press(.character("k"), .character("V"), .up, .up)
    #expect(program.line(with: "9 records · 3 selected") != nil)
    #expect(program.press(.character(key)) == [.copy("{\"i\":5}\n{\"i\":6}\n{\"i\":7}\n")])
    #expect(program.line(with: "selected") == nil)
  }

  @Test func `Esc ends a selection and nothing else`() {
    let program = live(9)
    program.press(.character("V"), .up)
    program.ticks(101...120)
    #expect(program.line(with: "2 selected") != nil)
    program.press(.escape)
    #expect(program.line(with: "selected") == nil)
    #expect(program.state.focus == .records)
    #expect(program.press(.character("y")) == [.copy("{\"i\":7}")])
  }

  @Test func `copy view takes what the filter lets through, without marks and comments`() {
    let program = live(9)
    var batch = RecordBatch()
    batch.add(.comment, "{\"i\":7}")
    program.absorb(batch)
    program.press(.character("&"))
    program.type(".i > 6 or not .i")
    program.press(.enter, .character(":"))
    program.type("copy view")
    #expect(program.press(.enter) == [.copy("{\"i\":7}\n{\"i\":8}\n")])
  }

  @Test func `save view asks for a file and writes the same lines`() {
    let program = live(3)
    program.press(.character(":"))
    program.type("save view")
    program.press(.enter)
    #expect(
      program.line(with: "> records.ndjson")?.contains("3 records · Enter writes a file") == true)
    guard case .export(let job)? = program.press(.enter).first else {
      Issue.record("nothing was written")
      return
    }
    #expect(job.path == "records.ndjson")
    #expect(job.records.map(text(of:)) == "{\"i\":0}\n{\"i\":1}\n{\"i\":2}\n")
  }

  @Test func `a selection that is too large to copy is offered as a file`() {
    let program = Program()
    program.openMetrics()
    for _ in 0..<3 { program.event("\"" + String(repeating: "x", count: 1 << 19) + "\"") }
    program.press(.character("3"), .character("V"), .up, .up)
    #expect(program.press(.character("y")).isEmpty)
    #expect(program.line(with: "3 records are more than is copied (1") != nil)
    guard case .export(let job)? = program.press(.enter).first else {
      Issue.record("nothing was offered")
      return
    }
    #expect(job.records.map(text(of:))?.utf8.count == 3 * ((1 << 19) + 3))
  }

  /// All pieces of what is written.
  private func text(of lines: RecordLines) -> String {
    var text = ""
    _ = lines.forEachPiece(ofAbout: 16) { bytes, _ in
      text += String(decoding: bytes, as: UTF8.self)
      return true
    }
    return text
  }

  @Test(arguments: [("{\"a\":1}", "record.json"), ("plain", "record.txt")])
  func `W saves the record under the cursor`(record: String, name: String) {
    let program = Program()
    program.openMetrics()
    program.event(record)
    program.event("later")
    program.press(.character("3"), .up)
    program.type("W")
    program.event("more")
    #expect(program.line(with: "> \(name)") != nil)
    guard case .export(let job)? = program.press(.enter).first else { return #expect(Bool(false)) }
    #expect(job.records.map(text(of:)) == record + "\n")
  }

  @Test func `what is being written is told of, and Esc stops it`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...3)
    program.type(":save view")
    program.press(.enter)
    guard case .export(let job)? = program.press(.enter).first else { return #expect(Bool(false)) }
    program.send(.exporting(job, done: 2))
    #expect(program.line(with: "writing 2 of 3 records; Esc stops") != nil)
    #expect(program.press(.escape) == [.stopExport])
    program.send(.exported(job, .stopped))
    #expect(program.line(with: "stopped: nothing was written") != nil)
    #expect(program.press(.escape).isEmpty)
  }
}
