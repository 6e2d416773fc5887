import Endpoints
import WebText

/// A pasted command line as arguments of ours, which the parser of arguments reads as if they had been
/// typed.
struct CurlLine {
  /// Which command takes it: they differ in what they do with the answer.
  enum Command: String {
    case tail
    case get
  }

  private let command: Command
  private let environment: EnvironmentReference
  private var url: String?
  private var options: [String] = []
  private var headers: [(name: String, value: String)] = []
  private var cookies: [String] = []
  private var body: CurlBody
  private var query: CurlBody
  private var hasForm = false
  private var isGet = false

  /// The arguments for `command`, its URL last.
  static func arguments(
    _ pasted: PastedCommand, for command: Command, _ environment: EnvironmentReference
  ) throws(Ending) -> [String] {
    let words: [String]
    do throws(PastedProblem) {
      words = try pasted.words()
    } catch {
      throw .usage("the pasted line \(error.words)")
    }
    var line = CurlLine(command, environment)
    try line.read(words)
    return try line.arguments()
  }

  private init(_ command: Command, _ environment: EnvironmentReference) {
    self.command = command
    self.environment = environment
    body = CurlBody(environment)
    query = CurlBody(environment)
  }

  private func plain(_ text: some StringProtocol) throws(Ending) -> String {
    try NamedValue.expand(String(text), environment)
  }

  // MARK: Reading

  private mutating func read(_ words: [String]) throws(Ending) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word.hasPrefix("--"), word != "--" {
        let option = try Self.option(word)
        let value = try option.meaning.takesValue ? Self.value(of: option, &rest) : ""
        try take(option, value)
      } else if word.hasPrefix("-"), word.utf8.count > 1, word != "--" {
        try readLetters(word.dropFirst(), &rest)
      } else if word != "--" {
        try take(url: word)
      }
    }
  }

  /// `-sNH'x: y'`: letters of options without a value, then one with its value behind it.
  private mutating func readLetters(
    _ word: Substring, _ rest: inout ArraySlice<String>
  ) throws(Ending) {
    var letters = word
    while let letter = letters.popFirst() {
      let option = try Self.option("-" + String(letter))
      guard option.meaning.takesValue else {
        try take(option, "")
        continue
      }
      let value = try letters.isEmpty ? Self.value(of: option, &rest) : String(letters)
      return try take(option, value)
    }
  }

  /// Told by its name alone: what stands behind it may be a secret.
  private static func option(_ word: String) throws(Ending) -> CurlOption {
    if let option = CurlOption(word) { return option }
    let name = String(
      word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) })
    if word.dropFirst(name.count).first == "=", CurlOption(name) != nil {
      throw .usage("the pasted line has \(name)=…; curl wants the value behind a space")
    }
    throw .usage(
      "the pasted line has \(name.printable(limit: 40)), which isn't known here; take it away")
  }

  private static func value(
    of option: CurlOption, _ rest: inout ArraySlice<String>
  ) throws(Ending) -> String {
    guard let value = rest.popFirst() else {
      throw .usage("the pasted line ends behind \(option.name), which needs a value")
    }
    return value
  }

  private mutating func take(url word: String) throws(Ending) {
    guard url == nil else { throw .usage("the pasted line names more than one URL; leave one") }
    let text = try plain(word)
    url = text.contains("://") ? text : "http://" + text
  }

  private mutating func take(_ option: CurlOption, _ value: String) throws(Ending) {
    switch option.meaning {
    case .nothing, .nothingWithValue: break
    case .flag(let name): options.append(name)
    case .value(let name): options += Self.option(name, try plain(value))
    case .text(let name): options += Self.option(name, value)
    case .header: try take(header: value)
    case .namedHeader(let name): if !value.isEmpty { headers.append((name, value)) }
    case .cookie: try take(cookie: value)
    case .range: headers.append(("Range", "bytes=" + value))
    case .body(let form): try body.add(value, as: form)
    case .query: try query.add(value, as: value.hasPrefix("+") ? .raw : .encoded)
    case .form(let isLiteral): try take(form: value, isLiteral: isLiteral)
    case .url: try take(url: value)
    case .head: options += ["--method=HEAD", "--include"]
    case .get: isGet = true
    case .proxy(let scheme):
      options.append("--proxy=" + (value.contains("://") ? value : "\(scheme)://\(value)"))
    case .downloadFlag(let name): if command == .get, !name.isEmpty { options.append(name) }
    case .downloadValue(let name):
      if command == .get { options += Self.option(name, try plain(value)) }
    case .timeLimit:
      guard command == .tail else {
        throw .usage("the pasted line has \(option.name), but a download has no such limit here")
      }
      options += Self.option("--for", try plain(value))
    case .continuation:
      guard value == "-" else {
        throw .usage("the pasted line has \(option.name) with a place; write \(option.name) -")
      }
      if command == .get { options.append("--continue") }
    case .refused(let reason): throw .usage("the pasted line has \(option.name): \(reason)")
    }
  }

  /// `Name: value`; `Name;` has none, and `Name:` takes away a header of curl's own.
  private mutating func take(header text: String) throws(Ending) {
    guard !text.hasPrefix("@") else {
      throw .usage("the pasted line reads headers from a file; write them into the line")
    }
    let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
    guard let end = colon ?? (text.hasSuffix(";") ? text.index(before: text.endIndex) : nil) else {
      // As curl, which sends no such thing.
      return
    }
    let name = try plain(text[..<end])
    let value = text[text.utf8.index(after: end)...].trimmingSpaces()
    if colon != nil, value.isEmpty || name.lowercased() == "content-length" { return }
    headers.append((name, value))
  }

  private mutating func take(cookie value: String) throws(Ending) {
    guard value.utf8.contains(UInt8(ascii: "=")) else {
      throw .usage("the pasted line reads cookies from a file; write them as NAME=VALUE")
    }
    cookies.append(value)
  }

  /// `$NAME` is read in a text, but not in the name of a field or of a file.
  private mutating func take(form value: String, isLiteral: Bool) throws(Ending) {
    hasForm = true
    guard let end = value.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      return options.append("--form=" + value)
    }
    let name = try plain(value[..<end])
    let content = String(value[value.utf8.index(after: end)...])
    let isFile = content.hasPrefix("@") || content.hasPrefix("<")
    if isFile, isLiteral {
      throw .usage("the pasted line has a form's text that begins with @ or <; put it into a file")
    }
    if !isFile, !isLiteral, content.contains(";type=") || content.contains(";filename=") {
      throw .usage("the pasted line has a form's text with a type; put it into a file: NAME=@FILE")
    }
    let written = try isFile ? plain(content) : content
    options.append("--form=\(name)=\(written)")
  }

  // MARK: Writing

  /// One of ours: joined with its value, which may begin with a hyphen, unless there is nothing to join.
  static func option(_ name: String, _ value: String) -> [String] {
    value.isEmpty ? [name, value] : ["\(name)=\(value)"]
  }

  private func arguments() throws(Ending) -> [String] {
    guard let url else { throw .usage("the pasted line names no URL") }
    var headers = self.headers
    if !cookies.isEmpty { headers.append(("Cookie", cookies.joined(separator: "; "))) }
    var queries: [String] = []
    var sent: [String] = []
    if !query.isEmpty { queries.append(try plain(query.text())) }
    if isGet, !body.isEmpty {
      queries.append(try plain(body.text()))
    } else if !body.isEmpty {
      sent = try body.arguments()
      for (name, value) in body.ownHeaders where !headers.contains(where: { $0.name.isSame(name) })
      {
        headers.append((name, value))
      }
    }
    if hasForm { sent.append("--multipart") }
    let lines = headers.map { "--header=\($0.name): \($0.value)" }
    return options + lines + sent + [Self.adding(queries, to: url)]
  }

  /// As it is: it is encoded already, or was meant not to be.
  private static func adding(_ queries: [String], to url: String) -> String {
    guard !queries.isEmpty else { return url }
    let end = url.firstIndex(of: "#") ?? url.endIndex
    let start = url[..<end]
    let sign = start.hasSuffix("?") || start.hasSuffix("&") ? "" : start.contains("?") ? "&" : "?"
    return start + sign + queries.joined(separator: "&") + url[end...]
  }
}

extension CurlBody {
  /// What curl says of it where the line doesn't.
  fileprivate var ownHeaders: [(String, String)] {
    isJSON
      ? [("Content-Type", "application/json"), ("Accept", "application/json")]
      : [("Content-Type", "application/x-www-form-urlencoded")]
  }
}

extension String {
  /// Whether a header has the same name.
  fileprivate func isSame(_ name: String) -> Bool { lowercased() == name.lowercased() }
}
