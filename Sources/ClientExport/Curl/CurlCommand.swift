import Endpoints
import StreamDecoding

/// A `curl` command line for one request.
struct CurlCommand {
  let endpoint: Endpoint
  let request: ShellRequest

  /// The command with what its reader must know above it, ending with a newline.
  var text: String {
    var lines = ["curl" + flags + " " + url.quoted]
    if let login = request.login {
      lines.append((login.isDigest ? "--digest -u " : "-u ") + login.credentials.quoted)
    }
    lines += request.headers.map {
      "-H " + (TextWithVariables(text: $0.name + ": ") + $0.value).quoted
    }
    lines += encodedQuery.map(Self.encoded)
    switch request.body {
    case .text(let word): lines.append("--data-raw " + word.quoted)
    case .pairs(let pairs):
      lines += pairs.map { $0.hasVariables ? Self.encoded($0) : "--data-raw " + $0.word.quoted }
    case .form(let parts): lines += parts.map(Self.part)
    case .file(let path?):
      lines.append("--data-binary " + (TextWithVariables(text: "@") + path).quoted)
    case .file(nil): lines.append("--data-binary @body.bin")
    case nil: break
    }
    return notes + lines.joined(separator: " \\\n  ") + "\n"
  }

  private var notes: String {
    var notes = request.notes(encodesQuery: encodesQuery, encodesForm: true)
    let cut = parts.map(\.name).filter { $0.contains("=") }.map(\.onOneLine)
    if !cut.isEmpty {
      notes.append(
        "curl ends the name of a field at its first =: " + ShellRequest.list(cut)
          + " cannot be sent.")
    }
    return notes.map { "# " + $0 + "\n" }.joined()
  }

  private var parts: [ShellRequest.Part] {
    if case .form(let parts) = request.body { parts } else { [] }
  }

  /// curl encodes values of a query only where there is no body: `--get` takes all data for it.
  private var encodesQuery: Bool { !hasData }

  /// Of a form without parts nothing stands in the command.
  private var hasData: Bool {
    if case .form(let parts) = request.body { !parts.isEmpty } else { request.body != nil }
  }

  private var encodedQuery: [ShellPair] {
    encodesQuery ? request.query.filter(request.isUnencoded) : []
  }

  private var url: TextWithVariables {
    encodesQuery ? request.url(without: request.isUnencoded) : request.url
  }

  /// curl takes the name as it is, and encodes what follows the first `=`.
  private static func encoded(_ pair: ShellPair) -> String {
    "--data-urlencode "
      + ShellPair(name: pair.name, value: pair.plainValue).word.quoted
  }

  private static func part(_ part: ShellRequest.Part) -> String {
    let name = TextWithVariables(text: part.name.printable + "=")
    return part.isFile
      ? "-F " + (name + TextWithVariables(text: "@") + path(part.value)).quoted
      : "--form-string " + (name + part.value).quoted
  }

  /// A path in which curl would find the end of the name, or a list of names, stands in quotes of
  /// its own. Source: curl's manual, `--form`.
  private static func path(_ value: TextWithVariables) -> TextWithVariables {
    guard value.written(variable: { _ in "" }).contains(where: { ",;\"\\".contains($0) }) else {
      return value
    }
    let quote = TextWithVariables(text: "\"")
    return quote
      + value.mapText { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") } + quote
  }

  private var flags: String {
    var flags = ""
    switch endpoint.kind {
    // Without it curl holds records back until its buffer is full.
    case .sse, .ndjson, .text: flags += " -N"
    case .file: flags += " -fOJ"
    case .unary: break
    }
    // With -X it would wait for a body that never comes.
    if request.method == "HEAD", !hasData {
      flags += " -I"
    } else if request.method != (hasData ? "POST" : "GET") {
      flags += " -X " + TextWithVariables(text: request.method).quoted
    }
    // Else curl would read a range or a list of names out of them.
    if url.quoted.contains(where: { "[]{}".contains($0) }) { flags += " -g" }
    if !encodedQuery.isEmpty { flags += " -G" }
    if request.hasDotSegments { flags += " --path-as-is" }
    // A backend's reader of forms decodes no percent signs: as RFC 2616, 2.2 quotes it.
    if parts.contains(where: { $0.name.contains("\"") }) { flags += " --form-escape" }
    return flags
  }
}
