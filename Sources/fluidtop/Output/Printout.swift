import SystemPackage

/// Text printed once, whole.
enum Printout {
  /// Writes `text`, made harmless where a terminal shows it; a reader that left is no failure.
  static func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    do {
      try StandardOutput.write(
        StandardOutput.isTerminal ? PrintableText.harmless(lines: bytes) : bytes)
    } catch {
      throw Ending(writing: error)
    }
  }
}

extension Ending {
  /// Standard output couldn't be written. A closed pipe ends quietly.
  init(writing error: Errno) {
    self =
      error == .brokenPipe
      ? .done : .failed("standard output can't be written (\(error)); what came is not all there")
  }
}
