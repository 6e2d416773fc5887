import Endpoints
import TUI
import WebText

@testable import Terminal

/// What somebody pastes, types, or has a terminal send.
enum TypedFuzzing {
  /// A command line that is refused is refused without a word of it, for it may be a secret.
  static func take(pasted input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    _ = EnvironmentText(text)
    for line in [text, "curl " + text, "Invoke-WebRequest " + text] {
      guard let command = PastedCommand(line) else { continue }
      do throws(PastedProblem) {
        let words = try command.words()
        require(words.count <= line.utf8.count + 40, "\(words.count) words of \(line.utf8.count)")
      } catch {
        if case .parameter = error { continue }
        require(error.words.utf8.count < 120 && error.words.isHarmless, "\(error.words)")
      }
    }
    checkQuoted(text)
  }

  /// What is put into quotes comes out of them.
  private static func checkQuoted(_ text: String) {
    let quoted = text.replacing("'", with: #"'\''"#)
    guard !text.contains("\0"), let command = PastedCommand("curl '\(quoted)'"),
      command.dialect == .bash
    else { return }
    let words = try? command.words()
    require(
      words?.map(EnvironmentText.init) == [EnvironmentText(text.replacing("$", with: "$$"))],
      "\(words ?? []) of \(quoted)")
  }

  /// No typed character is a control character, and whatever came, the next key is a key.
  static func take(keys input: [UInt8]) {
    var decoder = KeyDecoder(nameOfCode: { ["KEY_UP", "KEY_MOUSE", "kUP5"][$0 % 3] })
    var keys: [Key] = []
    for (index, byte) in input.enumerated() {
      // Codes of ncurses stand for some bytes.
      switch byte {
      case 0xF8: decoder.read(KeyDecoder.Code.pasteStart)
      case 0xF9: decoder.read(KeyDecoder.Code.pasteEnd)
      case 0xFA: decoder.read(KeyDecoder.Code.mouse)
      case 0xFB: decoder.read(KeyDecoder.Code.background)
      case 0xFC: keys += decoder.finishBatch()
      case 0xFD: keys += decoder.finishOpen()
      case 0xFE: decoder.read(0x200 + index)
      default: decoder.read(Int(byte))
      }
    }
    keys += decoder.finishBatch() + decoder.finishOpen()
    keys.forEach(check)
    if let answer = decoder.takeAnswer() { require(answer.count <= 64, "\(answer.count) bytes") }
    // Whatever came, the next keys are keys.
    for _ in 0..<40 { decoder.read(0x07) }
    _ = decoder.finishOpen()
    decoder.read(0x71)
    require(decoder.finishBatch() == [.character("q")], "a key is swallowed")
  }

  private static func check(_ key: Key) {
    switch key {
    case .character(let character):
      let base = character.unicodeScalars.first?.value ?? 0
      require(base >= 0x20 && !(0x7F..<0xA0).contains(base), "typed: U+\(base)")
    case .mouse(let event): require(event.column >= 0 && event.row >= 0, "the mouse at \(event)")
    case .paste(let text): require(!text.utf8.contains(0x0D), "a pasted CR")
    default: break
    }
  }

  /// Times, sizes, and the text of pages.
  static func take(words input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    if let duration = Duration(typed: text) {
      require(duration >= .zero, "\(duration)")
      _ = (duration.words, duration.short, duration.inSeconds, duration.wholeMilliseconds)
    }
    for size in [ByteCount.reading(limit: text), ByteCount.reading(room: text)] {
      if let size { require(size >= 0 && !ByteCount.text(size).isEmpty, "\(size) bytes") }
    }
    if let page = HTMLText(text) {
      require(page.text.utf8.count <= 4 * input.count, "a longer text than the page")
    }
    _ = (text.nameWords, SecretName.matches(text), text.isToken)
  }
}
