import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command of the user's that has the terminal for as long as it runs: an editor, a pager.
struct ForegroundCommand {
  /// How it ended, where not well.
  enum Failure: Error, Equatable {
    case notThere
    case status(Int32)
    case brokenOff
  }

  /// As a shell reads it; it may have arguments.
  private let line: String
  private let environment: [String: String]

  /// The first of these variables that says something; nil where none does.
  init?(of variables: [String], in environment: [String: String]) {
    let set = variables.lazy.compactMap { environment[$0] }
    guard let line = set.first(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
    self.init(line, environment)
  }

  init(_ line: String, _ environment: [String: String]) {
    self.line = line
    self.environment = environment
  }

  /// What it is called in sentences: a long path would leave no room for what happened.
  var name: Substring {
    let word = line.split(separator: " ").first ?? ""
    return word.split(separator: "/").last ?? word
  }

  /// Runs it with a file to work on, and waits.
  func run(on path: String) throws(Failure) {
    let status = withKeysElsewhere {
      // The path is one word, whatever is in it.
      wait(for: start(line + " \"$1\"", [path], input: nil))
    }
    try check(status)
  }

  /// Runs it with a text on its standard input, and waits. `write` gets what is written to, for as
  /// long as somebody reads it.
  func run(reading write: (FileDescriptor) throws -> Void) throws(Failure) {
    guard let (output, input) = Self.pipe() else { throw .brokenOff }
    // A write to who reads no more is an error to us, here and everywhere: it stays so.
    signal(SIGPIPE, SIG_IGN)
    let status = withKeysElsewhere {
      let child = start(line, [], input: output)
      try? output.close()
      // Whoever has read enough ends; that is no failure of the writer.
      if child > 0 { try? write(input) }
      try? input.close()
      return wait(for: child)
    }
    try check(status)
  }

  private func check(_ status: Int32) throws(Failure) {
    switch (status & 0x7F, status >> 8 & 0xFF) {
    case (0, 0): return
    case (0, 127) where status >= 0: throw .notThere
    // A shell says so of what a signal ended. Source: POSIX, "Exit Status for Commands".
    case (0, let code) where status >= 0 && code <= 128: throw .status(code)
    default: throw .brokenOff
    }
  }

  // MARK: The process

  private static let signals = [SIGINT, SIGQUIT, SIGHUP]

  /// Keys that end a program are the command's while it runs, and a terminal that is closed ends it
  /// first, so that what was made for it is taken away. Source: POSIX, system().
  ///
  /// Ctrl-Z stops both, or the shell would never hear that its job stands.
  private func withKeysElsewhere(_ work: () -> Int32) -> Int32 {
    let before = Self.signals.map { signal($0, SIG_IGN) }
    let stopping = signal(SIGTSTP, SIG_DFL)
    defer {
      for (number, handler) in zip(Self.signals, before) { _ = signal(number, handler) }
      _ = signal(SIGTSTP, stopping)
    }
    return work()
  }

  /// A pipe of which no child that is started later keeps an end.
  private static func pipe() -> (output: FileDescriptor, input: FileDescriptor)? {
    guard let (output, input) = try? FileDescriptor.pipe() else { return nil }
    for end in [output, input] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    return (output, input)
  }

  /// Its number; not positive where it could not be started.
  private func start(_ line: String, _ arguments: [String], input: FileDescriptor?) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    var mask = defaults
    for number in Self.signals + [SIGTSTP, SIGPIPE] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input.rawValue, 0) }
    let words = Self.list(["sh", "-c", line, "sh"] + arguments)
    let variables = Self.list(environment.map { "\($0.key)=\($0.value)" })
    defer { for text in words + variables { free(text) } }
    var child = pid_t()
    let result = posix_spawn(&child, "/bin/sh", &actions, &attributes, words, variables)
    return result == 0 ? child : -1
  }

  /// Its status; negative where there is none.
  private func wait(for child: pid_t) -> Int32 {
    guard child > 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status
  }

  /// Texts as C has them, to be freed.
  private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
