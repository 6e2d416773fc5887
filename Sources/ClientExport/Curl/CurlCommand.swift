import Endpoints
import StreamDecoding

/// A `curl` command line for one request.
struct CurlCommand {
  let endpoint: Endpoint
  let request: ShellRequest

  /// The command, ending with a newline.
  var text: String {
    var lines = ["curl" + flags + " " + request.url.quoted]
    lines += request.headers.map {
      "-H " + (ShellWord(text: $0.name + ": ") + $0.value).quoted
    }
    switch request.body {
    case .text(let word): lines.append("--data-raw " + word.quoted)
    case .form(let parts):
      lines += parts.map {
        let option = $0.isFile ? "-F " : "--form-string "
        return option
          + ShellWord(text: $0.name + "=" + ($0.isFile ? "@" : "") + $0.value).quoted
      }
    case .file: lines.append("--data-binary @body.bin")
    case nil: break
    }
    return lines.joined(separator: " \\\n  ") + "\n"
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
    if request.method == "HEAD", request.body == nil {
      flags += " -I"
    } else if request.method != (request.body == nil ? "GET" : "POST") {
      flags += " -X " + ShellWord(text: request.method).quoted
    }
    // Else curl would read a range or a list of names out of them.
    if request.url.quoted.contains(where: { "[]".contains($0) }) { flags += " -g" }
    return flags
  }
}
