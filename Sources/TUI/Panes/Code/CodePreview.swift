import ClientExport

/// The generated client of one endpoint, on the screen.
struct CodePreview: Hashable, Sendable {
  /// A row of the code: a line, and which part of it where it is wrapped.
  struct Place: Hashable, Sendable {
    /// Index in `code.lines`.
    var line = 0
    var part = 0
  }

  /// How far one has read, and what for.
  struct Reading: Hashable, Sendable {
    /// The first row shown.
    var top = Place()
    /// What `n` and `N` look for; "" for nothing.
    var needle = ""
    /// The line that was found.
    var hit: Int?
  }

  /// Code that is asked for and not made yet; what was made before it stays on the screen.
  struct Awaited: Hashable, Sendable {
    /// Of the job.
    let number: Int
    /// When it was asked for, from the program's start.
    let since: Duration
    /// It is read from its beginning.
    var isAnother: Bool
    /// It is copied once it is there.
    var isCopied = false
  }

  /// How long code is awaited before the screen tells of it: most is made sooner.
  static let patience: Duration = .milliseconds(100)

  /// The endpoint's title.
  let endpoint: String
  var language: ExportLanguage
  /// Nil at the beginning.
  var made: MadeCode?
  var awaited: Awaited?
  /// What keeps the request from being sent; in the code there is a placeholder for it.
  var problems: [String] = []
  var reading = Reading()

  init(endpoint: String, language: ExportLanguage) {
    self.endpoint = endpoint
    self.language = language
  }

  var code: CodeText { made?.code ?? .none }

  /// Until when nobody need know that it is being made; nil where nothing is.
  var lateFrom: Duration? { awaited.map { $0.since + Self.patience } }

  func isLate(at now: Duration) -> Bool { lateFrom.map { $0 <= now } ?? false }

  /// Takes what was made; false where something else is awaited by now.
  mutating func take(_ made: MadeCode) -> Bool {
    guard let awaited, awaited.number == made.number else { return false }
    self.made = made
    self.awaited = nil
    if awaited.isAnother { reading = Reading(needle: reading.needle) }
    reading.hit = nil
    return true
  }

  /// The next line with the needle, from `line` on; nil if there is none.
  func hit(from line: Int, forward: Bool) -> Int? {
    guard let needle = Needle(reading.needle) else { return nil }
    var line = line
    while code.lines.indices.contains(line) {
      let bytes = code.lines[line].flatMap { Array($0.text.utf8) }
      if !needle.ranges(in: bytes, limit: 1).isEmpty { return line }
      line += forward ? 1 : -1
    }
    return nil
  }
}
