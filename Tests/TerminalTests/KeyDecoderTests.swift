import TUI
import Testing

@testable import Terminal

/// Feeds text as a terminal sends it, one batch for each argument.
private func keys(_ batches: String...) -> [Key] {
  var decoder = KeyDecoder(nameOfCode: { _ in nil })
  return batches.flatMap { batch in
    for byte in batch.utf8 { decoder.read(Int(byte)) }
    return decoder.finishBatch()
  }
}

/// Feeds key codes by ncurses' name.
private func keys(named names: String...) -> [Key] {
  var decoder = KeyDecoder(nameOfCode: { names[$0 - 256] })
  for index in names.indices { decoder.read(256 + index) }
  return decoder.finishBatch()
}

@Suite struct KeyDecoderTests {
  @Test func `letters, whatever the script, are characters`() {
    #expect(keys("aé漢🙂") == [.character("a"), .character("é"), .character("漢"), .character("🙂")])
  }

  @Test func `a character cut by the end of a packet arrives whole`() {
    var decoder = KeyDecoder(nameOfCode: { _ in nil })
    decoder.read(0xE6)
    decoder.read(0xBC)
    #expect(decoder.finishBatch() == [])
    decoder.read(0xA2)
    #expect(decoder.finishBatch() == [.character("漢")])
  }

  @Test func `a combining mark belongs to the letter typed with it`() {
    #expect(keys("e\u{301}x") == [.character("e\u{301}"), .character("x")])
  }

  @Test func `bytes that are no character are dropped, and the next key is not`() {
    var decoder = KeyDecoder(nameOfCode: { _ in nil })
    for byte in [0xFF, 0xC0, 0xE6, 0x41, 0x80, 0xED, 0xA0, 0x80, 0x42] { decoder.read(byte) }
    #expect(decoder.finishBatch() == [.character("A"), .character("B")])
  }

  @Test func `control characters are keys with names`() {
    #expect(
      keys("\u{3}\u{4}\t\r\n\u{8}\u{7F}\u{0}\u{1F}") == [
        .control("c"), .control("d"), .tab, .enter, .enter, .backspace, .backspace, .control(" "),
        .control("_"),
      ])
  }

  @Test func `escape alone is escape, with a letter at once it is alt`() {
    #expect(keys("\u{1B}", "j") == [.escape, .character("j")])
    #expect(keys("\u{1B}j") == [.alt("j")])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}[") == [.alt("[")])
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[Z", .backTab),
    ("\u{1B}[3~", .delete), ("\u{1B}[5;3~", .pageUp), ("\u{1B}[15~", .function(5)),
    ("\u{1B}OP", .function(1)), ("\u{1B}[4~", .end), ("\u{1B}OM", .enter),
  ])
  func `keys that the terminal's description does not know are read by xterm's rules`(
    sent: String, key: Key
  ) {
    #expect(keys(sent) == [key])
  }

  @Test func `a sequence that is no key is dropped whole, never typed`() {
    #expect(keys("\u{1B}[?62;22cq") == [.character("q")])
    #expect(keys("\u{1B}[Iq") == [.character("q")])
    #expect(keys("\u{1B}[" + String(repeating: "1", count: 100) + "mq").last == .character("q"))
  }

  @Test func `names of keys are ncurses' own, modifiers dropped`() {
    #expect(
      keys(named: "KEY_UP", "KEY_F(12)", "kUP5", "KEY_SR", "KEY_RESIZE", "kNXT3") == [
        .up, .function(12), .up, .up, .pageDown,
      ])
  }

  @Test func `a paste is one key, its line ends are line feeds, its keys are not obeyed`() {
    var decoder = KeyDecoder(nameOfCode: { _ in "KEY_UP" })
    decoder.read(KeyDecoder.Code.pasteStart)
    for byte in "one\rtwo\r\né\u{3}".utf8 { decoder.read(Int(byte)) }
    decoder.read(259)
    #expect(decoder.finishBatch() == [])
    #expect(decoder.awaitsMark)
    decoder.read(KeyDecoder.Code.pasteEnd)
    #expect(decoder.finishBatch() == [.paste("one\ntwo\né\u{3}")])
  }

  @Test func `a paste without an end is ended by silence and is bounded`() {
    var decoder = KeyDecoder(nameOfCode: { _ in nil })
    decoder.read(KeyDecoder.Code.pasteStart)
    for _ in 0..<(KeyDecoder.pasteLimit + 10) { decoder.read(0x61) }
    #expect(decoder.finishOpen() == [.paste(String(repeating: "a", count: 1 << 20))])
    decoder.read(0x71)
    #expect(decoder.finishBatch() == [.character("q")])
  }

  @Test func `mouse reports count cells from zero, past column 222 too`() {
    let moves = keys("\u{1B}[<0;300;5M\u{1B}[<32;301;5M\u{1B}[<0;301;5m", "\u{1B}[<65;1;1M")
    #expect(
      moves == [
        .mouse(MouseEvent(kind: .press(.left), column: 299, row: 4)),
        .mouse(MouseEvent(kind: .drag, column: 300, row: 4)),
        .mouse(MouseEvent(kind: .release, column: 300, row: 4)),
        .mouse(MouseEvent(kind: .wheelDown, column: 0, row: 0)),
      ])
  }

  @Test func `a mouse report cut in two is still one, a broken one is dropped`() {
    #expect(
      keys("\u{1B}[<2;10", ";4M") == [.mouse(MouseEvent(kind: .press(.right), column: 9, row: 3))])
    #expect(keys("\u{1B}[<2;;4Mq") == [.character("q")])
    #expect(keys("\u{1B}[<0;0;0Mq") == [.character("q")])
  }

  @Test func `a mouse report in the old form is not typed`() {
    #expect(keys("\u{1B}[M !!q") == [.character("q")])
  }

  /// What comes after the answer is a key, and nothing of the answer is one.
  @Test(arguments: [
    (["\u{1B}]11;rgb:ffff/ffff/ffff\u{7}q"], "11;rgb:ffff/ffff/ffff"),
    (["\u{1B}]11;rgb:ff/ff/ff\u{1B}\\q"], "11;rgb:ff/ff/ff"),
    (["\u{1B}]11;rg", "b:0/0/0", "\u{1B}", "\\", "q"], "11;rgb:0/0/0"),
    (
      ["\u{1B}]" + String(repeating: "q", count: 100_000) + "\u{7}q"],
      String(repeating: "q", count: 40)
    ),
    // Two that follow: the last one counts.
    (["\u{1B}]11;a\u{7}\u{1B}]11;b\u{7}q"], "11;b"),
    // Broken off by a key that no answer has.
    (["\u{1B}]11;rgb:0/", "\u{3}q"], nil),
  ])
  func `what the terminal answers is no key, however it is cut`(batches: [String], answer: String?)
  {
    var decoder = KeyDecoder(nameOfCode: { _ in nil })
    var keys: [Key] = []
    for batch in batches {
      for byte in batch.utf8 { decoder.read(Int(byte)) }
      keys += decoder.finishBatch()
    }
    #expect(keys.filter { $0 != .control("c") } == [.character("q")])
    #expect(decoder.takeAnswer().map { String(decoding: $0, as: UTF8.self) } == answer)
    #expect(decoder.takeAnswer() == nil)
  }

  @Test func `an answer without an end swallows keys only until a silence`() {
    var decoder = KeyDecoder(nameOfCode: { _ in nil })
    for byte in "\u{1B}]11;rgb".utf8 { decoder.read(Int(byte)) }
    #expect(decoder.finishBatch() == [] && decoder.awaitsMark)
    #expect(decoder.finishOpen() == [] && !decoder.awaitsMark)
    decoder.read(0x71)
    #expect(decoder.finishBatch() == [.character("q")])
  }

  @Test func `Alt and a bracket are still a key`() {
    #expect(keys("\u{1B}]", "q") == [.alt("]"), .character("q")])
  }
}
