import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The user's own editor, which has the terminal for as long as it runs.
struct ExternalEditor {
  /// Why a text came back as it was.
  struct Problem: Error, Equatable {
    let sentence: String
  }

  /// More is no body that somebody typed.
  private static let limit = 8 << 20

  private let environment: [String: String]

  init(environment: [String: String]) { self.environment = environment }

  /// `VISUAL`, else `EDITOR`; it may have arguments.
  private var command: String? {
    ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first {
      $0.contains { !$0.isWhitespace }
    }
  }

  /// What it is called in sentences: a long path would leave no room for what happened.
  private var name: Substring {
    let word = command?.split(separator: " ").first ?? ""
    return word.split(separator: "/").last ?? word
  }

  /// The text as it is when the editor has ended. It lies in a file and a folder that only their
  /// owner can read, and that are gone afterwards.
  ///
  /// - Parameter ending: What the file's name ends in: `.json`.
  func edited(_ text: String, ending: String) throws(Problem) -> String {
    guard let command else {
      throw Problem(sentence: "set EDITOR (or VISUAL) to your editor first: export EDITOR=vi")
    }
    let folder = try privateFolder()
    let path = folder + "/body" + ending
    defer {
      unlink(path)
      // What an editor left beside it stays the user's, in a folder of theirs.
      rmdir(folder)
    }
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(Array(text.utf8)) }
    } catch {
      throw Problem(sentence: "\(path) can't be written, so no editor was started")
    }
    try run(command, on: path)
    guard let bytes = SmallFile.read(path, limit: Self.limit) else {
      throw Problem(sentence: "what \(name) left can't be read, so nothing was changed")
    }
    guard let edited = String(validating: bytes, as: UTF8.self) else {
      throw Problem(sentence: "what \(name) left is no text in UTF-8, so nothing was changed")
    }
    return edited
  }

  private func privateFolder() throws(Problem) -> String {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var name = Array((parent + "/fluidtop-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw Problem(sentence: "no folder can be made in \(parent) to edit the body in")
    }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func run(_ command: String, on path: String) throws(Problem) {
    let status = wait(command, path)
    let code = status >> 8 & 0xFF
    switch (status & 0x7F, code) {
    case (0, 0): return
    case (0, 127) where status >= 0:
      throw Problem(sentence: "there is no editor '\(name)': set EDITOR to one that is there")
    case (0, _) where status >= 0:
      throw Problem(sentence: "\(name) ended with status \(code), so nothing was changed")
    default: throw Problem(sentence: "\(name) was broken off, so nothing was changed")
    }
  }

  /// Runs the editor and waits; a negative status where it could not be started.
  private func wait(_ command: String, _ path: String) -> Int32 {
    // Keys that end a program are the editor's while it runs, and a terminal that is closed ends the
    // editor first, so that the file is taken away. Source: POSIX, system().
    let signals = [SIGINT, SIGQUIT, SIGHUP]
    let before = signals.map { signal($0, SIG_IGN) }
    defer { for (number, handler) in zip(signals, before) { _ = signal(number, handler) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    var mask = defaults
    for number in signals + [SIGTSTP, SIGPIPE] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    // The command may have arguments of its own; the path is one word, whatever is in it.
    let words = Self.list(["sh", "-c", command + " \"$1\"", "sh", path])
    let variables = Self.list(environment.map { "\($0.key)=\($0.value)" })
    defer { for text in words + variables { free(text) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, &attributes, words, variables) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status
  }

  /// Texts as C has them, to be freed.
  private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
