import WebText

/// Copying by OSC 52: the terminal itself takes the text, so it works over SSH, too.
///
/// Whether it did cannot be known (many terminals ask first, some refuse), so nothing claims it.
struct Clipboard {
  /// xterm takes 100,000 bytes of base 64; more is dropped whole by some terminals.
  static let limit = 74_994

  let isInTmux: Bool

  init(environment: [String: String]) {
    isInTmux = environment["TMUX"].map { !$0.isEmpty } ?? false
  }

  /// Sends `text` and says what was done.
  func copy(_ text: String, through terminal: any LoopTerminal) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.limit else {
      return "not copied: \(ByteCount.text(bytes.count)) is more than terminals take "
        + "(\(ByteCount.text(Self.limit)))"
    }
    terminal.send(Array(sequence(for: bytes).utf8))
    return "sent \(ByteCount.text(bytes.count)) to the terminal's clipboard"
  }

  /// Source: xterm's control sequences, OSC 52; tmux passes a sequence on that is wrapped in DCS
  /// with its escapes doubled, and takes the plain one for its own clipboard.
  func sequence(for bytes: [UInt8]) -> String {
    let plain = "\u{1B}]52;c;\(Base64.text(of: bytes))\u{07}"
    guard isInTmux else { return plain }
    return plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\"
  }
}
