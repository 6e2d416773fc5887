import Testing

@testable import Terminal

/// A C library that knows no emoji newer than 2016, like the ones in use.
private func width(_ scalar: UInt32) -> Int {
  switch scalar {
  case 0x300..<0x370, 0x200D, 0xFE0F: 0
  case 0x1FAE8: -1
  case 0x1100..<0x1160, 0x4E00..<0xA000, 0x1F300..<0x1F650: 2
  default: 1
  }
}

private func shown(_ text: String, width cells: Int) -> String {
  let glyphs = CellGlyphs(text, width: cells, limit: 4, widthOf: width)
  return glyphs.cells.map { glyph in
    String(String.UnicodeScalarView(glyph.compactMap(Unicode.Scalar.init)))
  }.joined(separator: "|")
}

@Suite struct CellGlyphsTests {
  @Test(arguments: [
    ("─", 1, "─"), ("é", 1, "é"), ("e\u{301}", 1, "e\u{301}"), ("漢", 2, "漢"), ("🙂", 2, "🙂"),
  ])
  func `what everybody agrees on is shown as it is`(text: String, cells: Int, expected: String) {
    #expect(shown(text, width: cells) == expected)
  }

  @Test(arguments: [
    // Joined emoji: the first of them. A text symbol shown as emoji: the symbol. A flag: its letters.
    ("👩\u{200D}💻", "👩"), ("❤\u{FE0F}", "❤| "), ("🇩🇪", "D|E"), ("1\u{FE0F}\u{20E3}", "1| "),
    ("\u{1FAE8}", "\u{FFFD}| "),
  ])
  func `what they disagree on becomes something simpler of the same width`(
    text: String, expected: String
  ) {
    #expect(shown(text, width: 2) == expected)
  }

  @Test func `a wide character in a narrow cell does not push its neighbours`() {
    #expect(shown("漢", width: 1) == "\u{FFFD}")
  }

  @Test(arguments: [0x00, 0x07, 0x0A, 0x1B, 0x7F, 0x9B] as [UInt8])
  func `a control character never reaches the terminal`(code: UInt8) {
    let control = String(Unicode.Scalar(code))
    #expect(shown(control, width: 1) == "\u{FFFD}")
    #expect(shown("a" + control, width: 1) == "a")
  }

  @Test func `a heap of marks is cut`() {
    let heap = "e" + String(repeating: "\u{301}", count: 50)
    #expect(shown(heap, width: 1) == "e\u{301}\u{301}\u{301}")
  }
}
