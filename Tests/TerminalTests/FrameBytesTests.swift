import Testing

@testable import Terminal

/// What ncurses writes, and what is sent of it.
@Suite struct FrameBytesTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""),
    ("\u{1B}[39m\u{1B}(B\u{1B}[mtext", "\u{1B}[mtext"),
    ("\u{1B}(B\u{1B}[0;1m\u{1B}[38;5;231m\u{1B}[48;5;239m1", "\u{1B}[0;1;38;5;231;48;5;239m1"),
    ("\u{1B}[m\u{1B}[38;5;80mkey", "\u{1B}[0;38;5;80mkey"),
    ("\u{1B}[38;5;80ma\u{1B}[38;5;81mb", "\u{1B}[38;5;80ma\u{1B}[38;5;81mb"),
    ("\u{1B}[31m\u{1B}[4;5H\u{1B}[32mx", "\u{1B}[31m\u{1B}[4;5H\u{1B}[32mx"),
    ("\u{1B}[1m\u{1B}[0;4mx", "\u{1B}[0;4mx"),
    ("\u{1B}[01m\u{1B}[02mx", "\u{1B}[01;02mx"),
    ("\u{1B}[4:3m\u{1B}[?25l│漢", "\u{1B}[4:3m\u{1B}[?25l│漢"),
    ("cut \u{1B}[38;5", "cut \u{1B}[38;5"), ("cut \u{1B}[", "cut \u{1B}["), ("\u{1B}", "\u{1B}"),
  ])
  func `styles in a row are one, and what is not seen is not sent`(written: String, sent: String) {
    let bytes = Array(written.utf8).withUnsafeBufferPointer(FrameBytes.shortened)
    #expect(String(decoding: bytes, as: UTF8.self) == sent)
  }
}
