import StreamDecoding
import SystemPackage
import TUI

/// The user's own pager, which has the terminal for as long as it runs. It reads a pipe: nothing lies
/// on the disk, and of what is long no more is made than it asks for.
struct Pager {
  /// Why nothing was to be seen.
  struct Problem: Error, Equatable {
    let sentence: String
  }

  private static let pieceSize = 64 << 10
  /// A pager that ends sooner has held nothing before anybody's eyes: `cat`, or one told to quit where
  /// all fits.
  private static let shortestLook = Duration.milliseconds(500)
  private let command: ForegroundCommand
  /// Keeps what such a pager has written on the terminal until Enter.
  private let hold: ForegroundCommand?

  /// `PAGER`, else `less`.
  ///
  /// - Parameter holdsWhatIsGone: Whether what a pager left standing is kept until the user goes on.
  init(environment: [String: String], holdsWhatIsGone: Bool) {
    var environment = environment
    // What fits on the screen would be gone before anybody has seen it.
    environment["LESS"] = (environment["LESS"].map { $0 + " " } ?? "") + "-+F"
    command =
      ForegroundCommand(of: ["PAGER"], in: environment) ?? ForegroundCommand("less", environment)
    hold =
      holdsWhatIsGone
      ? ForegroundCommand(
        "printf '\\n-- Enter goes back to fluidtop --' && read -r _ < /dev/tty", environment) : nil
  }

  /// Shows a text, in which every control character is a symbol, as on the screen.
  func show(_ text: PagedText) throws(Problem) {
    do {
      let began = ContinuousClock.now
      try command.run { try Self.write(text, to: $0) }
      if ContinuousClock.now - began < Self.shortestLook {
        // Broken off by Ctrl-C is as good as Enter.
        try? hold?.run { _ in }
      }
    } catch {
      let sentence =
        switch error {
        case .notThere: "there is no pager '\(command.name)': set PAGER to one that is there"
        case .status(let code): "\(command.name) ended with status \(code)"
        case .brokenOff: "\(command.name) was broken off"
        }
      throw Problem(sentence: sentence)
    }
  }

  private static func write(_ text: PagedText, to pipe: FileDescriptor) throws {
    func write(_ bytes: [UInt8]) throws {
      _ = try pipe.writeAll(PrintableText.harmless(lines: bytes))
    }
    switch text {
    case .text(let text): try write(Array(text.utf8))
    case .records(let lines):
      _ = try lines.forEachPiece(ofAbout: pieceSize) { bytes, _ in
        try write(bytes)
        return true
      }
    case .record(let lines):
      var whole: [UInt8] = []
      _ = lines.forEachPiece(ofAbout: .max) { bytes, _ in
        whole = bytes
        return true
      }
      let pretty = (try? JSONValue(parsing: whole)).map { $0.text(pretty: true) + "\n" }
      try write(pretty.map { Array($0.utf8) } ?? whole)
    }
  }
}
