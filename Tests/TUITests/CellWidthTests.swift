import Testing

@testable import TUI

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("😀", 2),
    ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("☃", 1), ("─", 1), ("▌", 1),
    ("ก็", 1), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
  ])
  func `a cluster takes the cells that terminals give it`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test(arguments: [
    ("\u{1B}[31m", "␛[31m"), ("\u{07}", "␇"), ("\0", "␀"), ("a\tb", "a␉b"), ("a\r\nb", "a␍b"),
    ("\u{7F}", "␡"), ("\u{9B}31m", "␦31m"), ("\u{202E}abc", "␦abc"), ("a\u{200B}b", "ab"),
    ("\u{FEFF}x", "x"), ("\u{1B}]0;owned\u{07}", "␛]0;owned␇"), ("x\u{E0041}", "x"),
    ("\u{2028}", "␤"), ("a\u{200D}b", "ab"), ("\u{AD}", "-"),
  ])
  func `what controls a terminal is drawn, never sent`(text: String, drawn: String) {
    var canvas = Canvas(.plain(columns: 20, rows: 1), theme: Theme(name: ""), glyphs: .unicode)
    canvas.write(text, .plain, at: 0, row: 0, in: Rect(column: 0, row: 0, columns: 20, rows: 1))
    #expect(canvas.frame.text == drawn + String(repeating: " ", count: 20 - drawn.columns) + "\n")
  }

  @Test func `no scalar gets into a cell raw if it controls`() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let cell = Cell(text: String(Character(scalar)))
      for inside in cell.text.unicodeScalars {
        #expect(inside.value >= 0x20 && !(0x7F..<0xA0).contains(inside.value))
        #expect(
          !(0x202A...0x202E).contains(inside.value) && !(0x2066...0x2069).contains(inside.value))
      }
    }
  }

  @Test func `a heap of combining marks is cut`() {
    let zalgo = "a" + String(repeating: "\u{301}", count: 500)
    #expect(zalgo.columns == 1)
    #expect(Cell(text: zalgo).text.unicodeScalars.count == CellWidth.longestCluster)
  }

  @Test(arguments: [
    ("hello", 5, "hello"), ("hello", 4, "hel…"), ("漢字漢字", 8, "漢字漢字"), ("漢字漢字", 7, "漢字漢…"),
    ("漢字漢字", 6, "漢字…"), ("漢字漢字", 5, "漢字…"), ("a👩‍👩‍👧b", 4, "a👩‍👩‍👧b"), ("a👩‍👩‍👧b", 3, "a…"), ("ab", 1, "…"),
    ("ab", 0, ""), ("", 0, ""),
  ])
  func `text is cut between clusters`(text: String, columns: Int, clipped: String) {
    #expect(text.clipped(toColumns: columns) == clipped)
    #expect(text.clipped(toColumns: columns).columns <= columns)
  }
}
