import WebText

/// Where copied text goes: the surest ways that there are, each tried where the one before fails.
struct Clipboard: Sendable {
  /// xterm takes 100,000 bytes of base 64; more is dropped whole by some terminals.
  static let limit = 74_994

  /// Programs that take the text, on their standard input.
  let commands: [ClipboardCommand]
  private let isInTmux: Bool
  private let isInScreen: Bool

  init(environment: [String: String]) {
    func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    isInTmux = has("TMUX")
    isInScreen = has("STY")
    var commands: [ClipboardCommand] = isInTmux ? [.tmux] : []
    // Over SSH the clipboard of this machine is not the user's.
    if Self.isLocal(environment) {
      #if os(macOS)
        commands.append(.pbcopy)
      #endif
      if has("WSL_DISTRO_NAME") { commands.append(.clipExe) }
      if has("WAYLAND_DISPLAY") { commands.append(.wlCopy) }
      if has("DISPLAY") { commands += [.xclip, .xsel] }
    }
    self.commands = commands
  }

  /// Whether the user sits before this machine, as far as its variables tell.
  static func isLocal(_ environment: [String: String]) -> Bool {
    ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].allSatisfy { (environment[$0] ?? "").isEmpty }
  }

  /// What makes the terminal itself take the text, also over SSH. Whether it did cannot be known
  /// (many ask first, some refuse), so nothing claims it. Nil where it is more than terminals take.
  ///
  /// Source: xterm's control sequences, OSC 52. tmux passes a sequence on that is wrapped in DCS with
  /// its escapes doubled, and takes the plain one for its own clipboard; GNU screen passes on what
  /// comes in short DCS strings.
  func sequence(for bytes: [UInt8]) -> String? {
    guard bytes.count <= Self.limit else { return nil }
    let plain = "\u{1B}]52;c;\(Base64.text(of: bytes))\u{07}"
    if isInTmux { return plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\" }
    guard isInScreen else { return plain }
    let all = Array(plain.utf8)
    return stride(from: 0, to: all.count, by: Self.longestInScreen).map { start in
      let piece = all[start...].prefix(Self.longestInScreen)
      return "\u{1B}P" + String(decoding: piece, as: UTF8.self) + "\u{1B}\\"
    }.joined()
  }

  /// Less than the shortest limit of its versions.
  private static let longestInScreen = 240
}
