import Endpoints
import StreamDecoding
import WebText

/// An HTTPie command line for one request.
struct HTTPieCommand {
  let endpoint: Endpoint
  let request: ShellRequest

  /// The command with what its reader must know above it, ending with a newline.
  var text: String {
    // In a script HTTPie would take its standard input for the body.
    var lines = [
      "http --ignore-stdin" + flags + " " + TextWithVariables(text: request.method).bare + " "
        + url.quoted
    ]
    var items = request.query.filter(isItem).map(Self.item)
    items += request.headers.map(Self.item)
    var raw: [String] = []
    switch request.body {
    // Behind a blank a text with a dash at its start would be an option.
    case .text(let word): raw = ["--raw=" + word.quoted]
    case .pairs(let pairs): raw = ["--raw=" + pairs.word.quoted]
    case .form(let parts): items += parts.map(Self.item)
    case .file(let path):
      items.append(TextWithVariables(text: "@") + (path ?? TextWithVariables(text: "body.bin")))
    case nil: break
    }
    // Else an item would be an option.
    let isDashed = items.contains { $0.written { _ in "" }.hasPrefix("-") }
    let arguments = items.map(\.quoted)
    lines += isDashed ? raw + ["--"] + arguments : arguments + raw
    return notes.map { "# " + $0 + "\n" }.joined() + lines.joined(separator: " \\\n  ") + "\n"
  }

  /// HTTPie encodes the values of its own items; `--raw` stays as it is.
  private var notes: [String] {
    let encodesQuery = request.query.filter(request.isUnencoded).allSatisfy(isItem)
    var notes = request.notes(encodesQuery: encodesQuery, encodesForm: false)
    var names = request.query.filter(isItem).compactMap(\.value).flatMap(\.variables)
    if case .form(let parts) = request.body { names += parts.flatMap(\.value.variables) }
    if !names.isEmpty {
      notes.append(
        "HTTPie takes = or @ at the start of " + ShellRequest.list(names)
          + ", and a backslash before a sign, for its own.")
    }
    let others =
      request.headers.flatMap(\.value.variables)
      .filter { !request.plainVariables.contains($0) }
      + changed
    if !others.isEmpty {
      notes.append(
        "HTTPie drops a backslash before : ; = or @ in " + ShellRequest.list(others) + ".")
    }
    return notes
  }

  /// The names of headers and fields that HTTPie has no way to write.
  private var changed: [String] {
    var items = request.headers.map { ($0.name, $0.value) }
    if case .form(let parts) = request.body { items += parts.map { ($0.name, $0.value) } }
    return items.filter { name, value in
      let text = name + "=" + value.written { _ in "" }
      return ":;=@".contains { text.contains("\\" + String($0)) }
    }.map(\.0.onOneLine)
  }

  private var url: TextWithVariables { request.url(without: isItem) }

  /// A value that HTTPie is to encode; it has no way to write a backslash before a sign of its own.
  private func isItem(_ pair: ShellPair) -> Bool {
    let name = PercentCoding.decoded(pair.name)
    let text = name + (pair.plainValue?.written { _ in "" } ?? "")
    return request.isUnencoded(pair) && !text.contains("\\") && name == name.printable
  }

  private var flags: String {
    var flags = streamFlag
    if case .form = request.body { flags = " --multipart" + flags }
    if request.hasDotSegments { flags += " --path-as-is" }
    if let login = request.login {
      flags += login.isDigest ? " -A digest" : ""
      flags += " --auth=" + login.credentials.quoted
    }
    return flags
  }

  private var streamFlag: String {
    switch endpoint.kind {
    // Without it HTTPie shows nothing before the last record.
    case .sse, .ndjson, .text: " --stream"
    case .file: " --download"
    case .unary: ""
    }
  }

  /// `Name:value`. HTTPie reads `:=` and `:@` otherwise, and an empty value as "no such header".
  /// Source: HTTPie's documentation, "Request items" and "Escaping rules".
  private static func item(_ header: ShellRequest.Header) -> TextWithVariables {
    let name = TextWithVariables(text: escaped(header.name))
    if header.value == TextWithVariables(text: "") { return name + TextWithVariables(text: ";") }
    // HTTPie takes the space away, and no value can make another sign of the colon.
    let colon = TextWithVariables(text: header.value.beginsWithVariable ? ": " : ":")
    return name + colon + guarded(header.value)
  }

  /// `name==value` of a query.
  private static func item(_ pair: ShellPair) -> TextWithVariables {
    let name = escaped(PercentCoding.decoded(pair.name))
    return TextWithVariables(text: name + "==")
      + guarded(pair.plainValue ?? TextWithVariables(text: ""))
  }

  /// `name=value` or `name@file` of a form.
  private static func item(_ part: ShellRequest.Part) -> TextWithVariables {
    let name = TextWithVariables(text: escaped(part.name.printable) + (part.isFile ? "@" : "="))
    return name + (part.isFile ? part.value : guarded(part.value))
  }

  private static func guarded(_ value: TextWithVariables) -> TextWithVariables {
    var isFirst = !value.beginsWithVariable
    return value.mapText { text in
      defer { isFirst = false }
      return isFirst ? guarded(text) : text
    }
  }

  /// A value that stays one: behind `=` an `@` would mean the content of a file.
  private static func guarded(_ value: String) -> String {
    value.first.map { "=@:".contains($0) } == true ? "\\" + value : value
  }

  /// A name in which nothing ends the name.
  private static func escaped(_ name: String) -> String {
    name.unicodeScalars.map { ":;=@".unicodeScalars.contains($0) ? "\\" + String($0) : String($0) }
      .joined()
  }
}

extension TextWithVariables {
  /// Without quotes where the word is plain letters: a method.
  fileprivate var bare: String {
    let text = written { _ in "" }
    let isPlain = !text.isEmpty && !hasVariables && text.utf8.allSatisfy { (65...90).contains($0) }
    return isPlain ? text : quoted
  }
}
