import Testing

@testable import TUI

@Suite struct CanvasTests {
  private let all = Rect(column: 0, row: 0, columns: 12, rows: 3)

  private func canvas(_ glyphs: Glyphs = .unicode) -> Canvas {
    Canvas(.plain(columns: 12, rows: 3), theme: Theme(name: ""), glyphs: glyphs)
  }

  @Test func `a box carries a title and a right title`() {
    var canvas = canvas()
    let inner = canvas.box(
      all, title: [Span("A", .plain)], right: [Span("b", .plain)], border: .plain)
    #expect(inner == Rect(column: 1, row: 1, columns: 10, rows: 1))
    #expect(canvas.frame.text == "╭─ A ── b ─╮\n│          │\n╰──────────╯\n")
  }

  @Test func `a box is drawn in ASCII when asked`() {
    var canvas = canvas(.ascii)
    canvas.box(all, title: [Span("A", .plain)], border: .plain)
    #expect(canvas.frame.text == "+- A ------+\n|          |\n+----------+\n")
  }

  @Test func `samples can stay those of an earlier frame, where the same places are samples`() {
    func frame(_ text: String, _ places: [Rect]) -> Frame {
      var canvas = canvas()
      for row in 0..<3 {
        canvas.write(String(repeating: text, count: 12), .plain, at: 0, row: row, in: all)
      }
      for place in places { canvas.sample(place) }
      return canvas.frame
    }
    // The second reaches out of the screen.
    let places = [
      Rect(column: 4, row: 0, columns: 2, rows: 2), Rect(column: 10, row: 2, columns: 9, rows: 9),
    ]
    let old = frame("a", places)
    var new = frame("b", places)
    let isKept = new.keepSamples(of: old)
    #expect(isKept)
    #expect(new.text == "bbbbaabbbbbb\nbbbbaabbbbbb\nbbbbbbbbbbaa\n")
    for others in [[], [places[0]]] {
      var other = frame("b", others)
      let isKept = other.keepSamples(of: old)
      #expect(!isKept)
      #expect(other == frame("b", others))
    }
  }

  @Test func `text stays inside its rectangle`() {
    var canvas = canvas()
    let rect = Rect(column: 2, row: 1, columns: 4, rows: 1)
    canvas.write("abcdefgh", .plain, at: 0, row: 0, in: rect)
    canvas.write("below", .plain, at: 0, row: 1, in: rect)
    #expect(canvas.frame.text == "            \n  abcd      \n            \n")
  }

  @Test func `a wide character that does not fit is left out`() {
    var canvas = canvas()
    canvas.write("a漢", .plain, at: 0, row: 0, in: Rect(column: 0, row: 0, columns: 2, rows: 1))
    #expect(canvas.frame[0, 0].text == "a")
    #expect(canvas.frame[1, 0].text == " ")
  }

  @Test func `overwriting half of a wide character removes the other half`() {
    var canvas = canvas()
    canvas.write("漢漢", .plain, at: 0, row: 0, in: all)
    canvas.write("x", .plain, at: 1, row: 0, in: all)
    canvas.write("y", .plain, at: 2, row: 0, in: all)
    #expect(canvas.frame.text.hasPrefix(" xy "))
  }

  @Test func `a line gives its right end precedence`() {
    var canvas = canvas()
    canvas.line([Span("a long text", .plain)], right: [Span("12%", .plain)], row: 0, in: all)
    #expect(canvas.frame.text.hasPrefix("a long … 12%"))
  }

  @Test func `hits are found across spans`() {
    let spans = [Span("{\"cpu\"", .plain), Span(":", .plain), Span("91}", .plain)]
    let hit = CellStyle(reverse: true)
    let marked = spans.highlighted(Needle("cpu\":91"), hit)
    #expect(marked.filter { $0.style == hit }.map(\.text).joined() == "cpu\":91")
    #expect(marked.map(\.text).joined() == "{\"cpu\":91}")
  }

  @Test func `small letters find capitals, capitals only themselves`() {
    #expect(Needle("cpu")?.ranges(in: Array("CPU".utf8), limit: 9) == [0..<3])
    #expect(Needle("Cpu")?.ranges(in: Array("CPU".utf8), limit: 9) == [])
  }

  @Test func `sentences break at spaces and keep their indent`() {
    let lines = [Span("  one two three", .plain)].wordWrapped(toColumns: 9, limit: 9)
    #expect(lines.map { $0.map(\.text).joined() } == ["  one two", "  three"])
  }
}
