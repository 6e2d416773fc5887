import SystemPackage

/// Everything that is not a record goes here, one sentence a line.
enum StandardError {
  /// Writes `fluidtop: SENTENCE`. What a server said may be part of the sentence, so control
  /// characters are drawn as symbols.
  static func say(_ sentence: String) {
    write(line: "fluidtop: " + sentence)
  }

  /// Writes one line, made harmless for a terminal.
  static func write(line: String) {
    let bytes = PrintableText.harmless(lines: Array((line + "\n").utf8))
    // There is nobody left to tell when standard error itself is gone.
    _ = try? FileDescriptor.standardError.writeAll(bytes)
  }

  /// Control sequences of our own: the line of a download's progress.
  static func write(control text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }

  static var isTerminal: Bool { FileDescriptor.standardError.isTerminal }
}
