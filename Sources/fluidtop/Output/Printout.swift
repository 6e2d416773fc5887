/// Text printed once, whole.
enum Printout {
  /// Writes `text`, made harmless where a terminal shows it; a reader that left is no failure.
  static func write(_ text: String) throws {
    var output = StandardOutput()
    let bytes = Array(text.utf8)
    output.append(StandardOutput.isTerminal ? PrintableText.harmless(lines: bytes) : bytes)
    do {
      try output.flush()
    } catch {
      throw Ending.done
    }
  }
}
