import Endpoints
import StreamDecoding

/// An HTTPie command line for one request.
struct HTTPieCommand {
  let endpoint: Endpoint
  let request: ShellRequest

  /// The command, ending with a newline.
  var text: String {
    // In a script HTTPie would take its standard input for the body.
    var lines = [
      "http --ignore-stdin" + flags + " " + ShellWord(text: request.method).bare + " "
        + request.url.quoted
    ]
    lines += request.headers.map(Self.item)
    switch request.body {
    case .text(let word): lines.append("--raw " + word.quoted)
    case .form(let parts):
      lines += parts.map {
        let value = $0.isFile ? "@" + $0.value : "=" + Self.guarded($0.value)
        return ShellWord(text: Self.escaped($0.name) + value).quoted
      }
    case .file: lines.append("@body.bin")
    case nil: break
    }
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  private var flags: String {
    if case .form = request.body { return " --multipart" + streamFlag }
    return streamFlag
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
  private static func item(_ header: ShellRequest.Header) -> String {
    let name = ShellWord(text: escaped(header.name))
    let value = header.value.quoted
    if value == "''" { return (name + ShellWord(text: ";")).quoted }
    var isFirst = true
    let guarded = header.value.mapText { text in
      defer { isFirst = false }
      return isFirst ? Self.guarded(text) : text
    }
    return (name + ShellWord(text: ":") + guarded).quoted
  }

  /// A value that stays one: behind `=` an `@` would mean the content of a file.
  private static func guarded(_ value: String) -> String {
    value.first.map { "=@:".contains($0) } == true ? "\\" + value : value
  }

  /// A name in which nothing ends the name.
  private static func escaped(_ name: String) -> String {
    name.map { ":;=@".contains($0) ? "\\" + String($0) : String($0) }.joined()
  }
}

extension ShellWord {
  /// Without quotes where the word is plain letters: a method.
  fileprivate var bare: String {
    let text = written { _ in "" }
    let isPlain = !text.isEmpty && !hasVariables && text.utf8.allSatisfy { (65...90).contains($0) }
    return isPlain ? text : quoted
  }
}
