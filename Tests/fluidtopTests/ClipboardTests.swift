import Testing

@testable import fluidtop

@Suite struct ClipboardTests {
  @Test(arguments: [
    (["TMUX": "/tmp/x,1,0"], ["tmux"]),
    (["TMUX": "/tmp/x,1,0", "DISPLAY": ":0"], ["tmux", "xclip", "xsel"]),
    (["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"], ["wl-copy", "xclip", "xsel"]),
    (["DISPLAY": ":0", "SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"], []),
    (["DISPLAY": "", "TMUX": ""], []),
    (["WSL_DISTRO_NAME": "Debian"], ["clip.exe"]),
    ([:], []),
  ])
  func `the surest way to the user's clipboard comes first`(
    environment: [String: String], names: [String]
  ) {
    let found = Clipboard(environment: environment).commands.map(\.name)
    #expect(found.filter { $0 != "pbcopy" } == names)
  }

  @Test func `the terminal is asked by OSC 52, wrapped where another stands before it`() {
    let bytes = Array("hi".utf8)
    let plain = "\u{1B}]52;c;aGk=\u{07}"
    #expect(Clipboard(environment: [:]).sequence(for: bytes) == plain)
    #expect(
      Clipboard(environment: ["TMUX": "x"]).sequence(for: bytes)
        == plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\")
    #expect(
      Clipboard(environment: ["STY": "x"]).sequence(for: bytes) == "\u{1B}P" + plain + "\u{1B}\\")
  }

  @Test func `GNU screen gets a long text in short pieces, whole`() throws {
    let bytes = Array(String(repeating: "x", count: 5000).utf8)
    let sequence = try #require(Clipboard(environment: ["STY": "x"]).sequence(for: bytes))
    let pieces = sequence.split(separator: "\u{1B}\\").map { $0.dropFirst(2) }
    #expect(pieces.allSatisfy { $0.utf8.count <= 256 })
    #expect(pieces.joined() == Clipboard(environment: [:]).sequence(for: bytes))
  }

  @Test func `more than terminals take is not sent`() {
    let clipboard = Clipboard(environment: [:])
    #expect(clipboard.sequence(for: [UInt8](repeating: 0, count: Clipboard.limit)) != nil)
    #expect(clipboard.sequence(for: [UInt8](repeating: 0, count: Clipboard.limit + 1)) == nil)
  }

  @Test(.timeLimit(.minutes(5))) func `a program that is not there takes nothing`() async {
    // On a busy machine a program takes longer to begin than a user is let wait.
    let patience = Duration.seconds(120)
    let missing = ClipboardCommand(name: "no-such-program-is-here", arguments: [], place: "")
    #expect(await missing.copy([1], within: patience) == nil)
    let refusing = ClipboardCommand(name: "false", arguments: [], place: "")
    #expect(await refusing.copy([UInt8](repeating: 0, count: 1 << 20), within: patience) == nil)
    let taking = ClipboardCommand(name: "cat", arguments: [], place: "with cat")
    let answer = await taking.copy(Array("hi".utf8), within: patience)
    #expect(answer == "copied 2 B with cat")
  }
}
