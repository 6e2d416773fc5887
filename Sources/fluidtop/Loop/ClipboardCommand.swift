import Subprocess
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that puts its standard input on a clipboard.
struct ClipboardCommand: Hashable, Sendable {
  let name: String
  let arguments: [String]
  /// Where the text is then.
  let place: String

  /// Its own buffer whatever its configuration, and from there its terminal's clipboard (tmux 3.2).
  static let tmux = ClipboardCommand(
    name: "tmux", arguments: ["load-buffer", "-w", "-"], place: "to tmux's buffer and clipboard")
  static let pbcopy = ClipboardCommand(name: "pbcopy", arguments: [], place: "with pbcopy")
  static let clipExe = ClipboardCommand(name: "clip.exe", arguments: [], place: "with clip.exe")
  static let wlCopy = ClipboardCommand(name: "wl-copy", arguments: [], place: "with wl-copy")
  static let xclip = ClipboardCommand(
    name: "xclip", arguments: ["-selection", "clipboard"], place: "with xclip")
  static let xsel = ClipboardCommand(
    name: "xsel", arguments: ["--clipboard", "--input"], place: "with xsel")

  /// The longest wait: a display that is gone answers late or never.
  static let timeLimit = Duration.seconds(3)

  /// Hands the text over; what to say of it, nil where the program did not take it in time.
  func copy(_ bytes: [UInt8], within limit: Duration = timeLimit) async -> String? {
    let isDone = await withTaskGroup(of: Bool.self) { group in
      group.addTask { await run(bytes) }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
    guard isDone else { return nil }
    let words = "copied \(ByteCount.text(bytes.count)) \(place)"
    guard self == .tmux, bytes.count > Clipboard.limit else { return words }
    return "copied \(ByteCount.text(bytes.count)) to tmux's buffer; terminals take "
      + "\(ByteCount.text(Clipboard.limit))"
  }

  /// One that ends before it has read everything breaks the pipe, whose signal would end this
  /// process, too.
  private static let outlivesBrokenPipes: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()

  private func run(_ bytes: [UInt8]) async -> Bool {
    Self.outlivesBrokenPipes
    var options = PlatformOptions()
    // One that goes on holding the selection outlives the keys of this terminal.
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    let result = try? await Subprocess.run(
      .name(name), arguments: Arguments(arguments), platformOptions: options,
      input: CopiedText(bytes: bytes), output: .discarded, error: .discarded)
    return result?.terminationStatus.isSuccess ?? false
  }
}

/// The text, for as long as somebody reads it: a program that ends before is told of by its status.
private struct CopiedText: InputProtocol {
  let bytes: [UInt8]

  func write(with writer: StandardInputWriter) async throws {
    _ = try? await writer.write(bytes)
  }
}
