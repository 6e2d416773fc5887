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

  @Test func `what stands beside a list and its title can stay, where the list is the same`() {
    func frame(_ text: String, listAt columns: Range<Int>?) -> Frame {
      let all = Rect(column: 0, row: 0, columns: 12, rows: 5)
      var canvas = Canvas(.plain(columns: 12, rows: 5), theme: Theme(name: ""), glyphs: .unicode)
      for row in 0..<5 {
        canvas.write(String(repeating: text, count: 12), .plain, at: 0, row: row, in: all)
      }
      if let columns {
        let rect = Rect(column: columns.lowerBound, row: 3, columns: columns.count, rows: 1)
        canvas.list(1, from: 0, in: rect)
      }
      return canvas.frame
    }
    let old = frame("a", listAt: 4..<8)
    var new = frame("b", listAt: 4..<8)
    let isKept = new.keepBesideList(of: old)
    #expect(isKept)
    let (beside, own) = ("aaaaaaaaaaaa\n", "aaaabbbbaaaa\n")
    #expect(new.text == beside + own + own + own + beside)
    for columns in [nil, 4..<9] {
      var other = frame("b", listAt: columns)
      let isKept = other.keepBesideList(of: old)
      #expect(!isKept)
      #expect(other == frame("b", listAt: columns))
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
