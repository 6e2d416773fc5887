import TUI
import Testing

@testable import Terminal

@Suite struct BackgroundAnswerTests {
  @Test(arguments: [
    ("11;rgb:0000/0000/0000", Background.dark), ("11;rgb:ffff/ffff/ffff", .light),
    ("11;rgb:00/2b/36", .dark), ("11;rgb:fd/f6/e3", .light), ("11;rgb:f/f/f", .light),
    ("11;rgba:fff/fff/fff/fff", .light), ("11;rgb:7f/7f/7f", .light), ("11;rgb:5f/5f/5f", .dark),
    ("11;rgb:ffff/ffff", nil), ("11;rgb:fffff/0/0", nil), ("11;rgb:gg/00/00", nil), ("", nil),
    ("11;?", nil), ("10;rgb:ffff/ffff/ffff", nil), ("11;rgb:+f/ff/ff", nil), ("11;rgb:///", nil),
    ("11;rgb:ffff/ffff/ffff" + String(repeating: "f", count: 100), nil),
  ])
  func `an answer tells of the background, or nothing`(text: String, background: Background?) {
    #expect(BackgroundAnswer(bytes: Array(text.utf8)).background == background)
  }
}
