import CNcurses
import TUI

/// What is typed into the terminal, as ncurses reads it, and the silences that end what has no end.
struct KeyInput {
  /// Silence that ends a paste, or an answer, whose closing mark was lost. The next frame may be due
  /// sooner: what comes behind that is no key.
  private static let silence = Duration.milliseconds(500)

  let pad: UnsafeMutableRawPointer
  private var decoder = KeyDecoder(nameOfCode: { code in
    cncurses_key_name(Int32(truncatingIfNeeded: code)).map { String(cString: $0) }
  })
  private var latestRead = ContinuousClock.now

  /// Reads from a pad of ncurses', which learns what terminals send beside its own keys.
  init(pad: UnsafeMutableRawPointer) {
    self.pad = pad
    cncurses_define_key("\u{1B}[<", Int32(KeyDecoder.Code.mouse))
    cncurses_define_key("\u{1B}[200~", Int32(KeyDecoder.Code.pasteStart))
    cncurses_define_key("\u{1B}[201~", Int32(KeyDecoder.Code.pasteEnd))
    // ncurses waits for the rest of it: an answer that is cut would come as keys.
    cncurses_define_key("\u{1B}]11;", Int32(KeyDecoder.Code.background))
  }

  /// When a silence ends what was begun; nil where nothing waits for its end.
  var endOfSilence: ContinuousClock.Instant? {
    decoder.awaitsMark ? latestRead + Self.silence : nil
  }

  /// All that waits.
  mutating func read() -> [Key] {
    latestRead = .now
    while true {
      let value = cncurses_read(pad)
      if value < 0 { break }
      decoder.read(Int(value))
    }
    return decoder.finishBatch()
  }

  /// Ends what was begun, if it has been silent for long enough.
  mutating func endSilence() -> [Key] {
    guard let endOfSilence, ContinuousClock.now >= endOfSilence else { return [] }
    return decoder.finishOpen()
  }

  /// What the terminal last answered, once.
  mutating func takeAnswer() -> [UInt8]? { decoder.takeAnswer() }
}
