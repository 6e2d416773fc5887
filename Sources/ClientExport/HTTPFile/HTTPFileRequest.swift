import Endpoints
import StreamDecoding
import WebText

/// One request of a file of requests.
struct HTTPFileRequest {
  let endpoint: Endpoint
  let request: ShellRequest

  /// The request with its title, ending with a newline.
  var text: String {
    var lines = ["### " + endpoint.name.onOneLine]
    lines += ([endpoint.summary.onOneLine].filter { !$0.isEmpty } + endpoint.remarks + notes)
      .map(Self.comment)
    let url = request.url.written(variable: Self.variable)
    // No other method is one, and a line that begins otherwise means something else.
    lines.append(
      (request.method.isToken ? request.method : "GET") + " "
        + (url.hasPrefix("/") ? "{{BASE_URL}}" : "") + url)
    if let login = request.login {
      let scheme = login.isDigest ? "Digest " : "Basic "
      lines.append("Authorization: " + scheme + login.credentials.written(variable: Self.variable))
    }
    lines += headers.map { $0.name + ": " + Self.header($0.value) }
    switch request.body {
    case .text(let word): lines += ["", body(word)]
    case .pairs(let pairs): lines += ["", body(pairs.word)]
    case .form(let parts):
      lines += ["Content-Type: multipart/form-data; boundary=" + Self.boundary, ""]
      lines += parts.flatMap(Self.part) + ["--" + Self.boundary + "--"]
    case .file(let path): lines += ["", Self.inserted(path ?? TextWithVariables(text: "body.bin"))]
    case nil: break
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A remark. Of one that begins with `@` VS Code's REST Client would read a setting.
  private static func comment(_ text: String) -> String {
    let words = text.drop { $0 == " " }
    return text.isEmpty ? "#" : words.hasPrefix("@") ? "# - " + words : "# " + text
  }

  /// A value that the file declares.
  static func variable(_ name: String) -> String { "{{" + name + "}}" }

  private static let boundary = "part"

  /// Of a name with a sign of a remark at its start the whole line is one.
  private var headers: [ShellRequest.Header] {
    request.headers.filter { $0.name.isToken && !$0.name.hasPrefix("#") }
  }

  private var notes: [String] {
    var notes = request.notes(encodesQuery: false, encodesForm: false)
    if let login = request.login {
      let form = login.isDigest ? "the user, a blank and the password" : "user:password in Base64"
      notes.append(ShellRequest.list(login.credentials.variables) + " is " + form + ".")
    }
    for header in request.headers where header.name.hasPrefix("#") {
      notes.append(
        "The header " + header.name.onOneLine + " would be a remark here, and is left out.")
    }
    for header in request.headers where header.value.written(variable: { _ in "" }).contains("{{") {
      notes.append(header.name + " has a space between two braces, which would be a variable.")
    }
    guard case .form(let parts) = request.body else { return notes }
    for part in parts where !part.isFile && !Self.isSafe(part.value) {
      notes.append(
        "The text of " + part.name.onOneLine + " comes from " + Self.file(for: part)
          + ": here it would mean something else.")
    }
    return notes
  }

  private static func header(_ value: TextWithVariables) -> String {
    value.written(text: { $0.replacing("{{", with: "{ {") }, variable: variable)
  }

  /// A quoted string. Source: RFC 2616, section 2.2, which FastAPI's reader of forms follows.
  private static func part(_ part: ShellRequest.Part) -> [String] {
    let name = part.name.onOneLine.replacing("{{", with: "{ {").replacing("\\", with: "\\\\")
      .replacing("\"", with: "\\\"")
    let words = "Content-Disposition: form-data; name=\"" + name + "\""
    let value = part.value.written(variable: variable)
    if part.isFile {
      let name = value.split(separator: "/").last.map(String.init) ?? value
      let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return ["--" + boundary, words + "; filename=\"" + quoted + "\"", "", inserted(part.value)]
    }
    return ["--" + boundary, words, "", isSafe(part.value) ? value : "< ./" + file(for: part)]
  }

  /// A line that stands for a file's bytes.
  private static func inserted(_ path: TextWithVariables) -> String {
    let text = path.written(variable: variable)
    let isWhole = text.hasPrefix("/") || text.hasPrefix("./") || path.beginsWithVariable
    return "< " + (isWhole ? "" : "./") + text
  }

  private static func file(for part: ShellRequest.Part) -> String {
    NameScope.identifier(part.name) + ".txt"
  }

  private func body(_ word: TextWithVariables) -> String {
    let type = MediaType(request.bodyMediaType)
    // JSON has two braces only in strings, where this is the same; a form can encode them.
    let brace = type.isJSON ? "{\\u007b" : type.isURLEncodedForm ? "%7B%7B" : "{{"
    let safe = word.mapText { $0.replacing("{{", with: brace) }
    return Self.isSafe(safe) ? safe.written(variable: Self.variable) : "< ./body.txt"
  }

  /// False for a text in which something would not be taken as it is.
  private static func isSafe(_ word: TextWithVariables) -> Bool {
    let text = word.written { _ in "x" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return !text.contains("{{")
      && lines.allSatisfy { line in
        let start = line.drop { $0 == " " || $0 == "\t" }
        return !["#", "//", "@", "<", ">", "--" + boundary].contains { start.hasPrefix($0) }
      }
  }
}
