import Endpoints
import StreamDecoding

/// A request of which only the endpoint is known: each required value is a variable.
struct ShellTemplate {
  let endpoint: Endpoint
  let models: JSONObject

  /// Path and query.
  var target: ShellWord {
    let query = required(.query).map {
      ShellWord(text: $0.name.queryName + "=") + Self.variable($0.name)
    }
    return query.enumerated().reduce(path) { word, pair in
      word + ShellWord(text: pair.offset == 0 ? "?" : "&") + pair.element
    }
  }

  /// Header parameters, and one line for all cookies. `$NAME` stands for a value.
  var headers: [PlannedRequest.Header] {
    var result = required(.header).map {
      PlannedRequest.Header(name: $0.name, value: "$" + ShellWord.variableName(for: $0.name))
    }
    let cookies = required(.cookie).map { $0.name + "=$" + ShellWord.variableName(for: $0.name) }
    if !cookies.isEmpty {
      result.append(.init(name: "Cookie", value: cookies.joined(separator: "; ")))
    }
    return result
  }

  /// A body that fits, where one is required.
  var body: [UInt8]? {
    guard let body = endpoint.body, body.required else { return nil }
    let sample = BodyDraft.value(for: body.schema, models: models, filling: .example)
    switch body.mediaType {
    case "application/x-www-form-urlencoded":
      let pairs = (sample.objectValue ?? [:]).map {
        $0.key + "=" + ($0.value.stringValue ?? $0.value.text())
      }
      return Array(pairs.joined(separator: "&").utf8)
    case let type where type.hasSuffix("json"): return Array(sample.text().utf8)
    // Nobody types these: they come from a file.
    default: return [0xFF]
    }
  }

  /// The parts of a form that fits, where one is required.
  var form: [(name: String, value: String, isFile: Bool)]? {
    guard let body = endpoint.body, body.required, body.mediaType == "multipart/form-data"
    else { return nil }
    let schema = SchemaReference.target(of: body.schema).flatMap { models[$0] } ?? body.schema
    let sample = BodyDraft.value(for: schema, models: models, filling: .example).objectValue ?? [:]
    return sample.map { name, value in
      let member = schema["properties"]?[name]
      let isFile =
        member?["format"] == "binary" || member?["contentMediaType"] == "application/octet-stream"
      let text = value.stringValue ?? value.text()
      return (name.printable, isFile ? "file.bin" : text.printable, isFile)
    }
  }

  private var path: ShellWord {
    var result = ShellWord(text: "")
    var rest = endpoint.path.printable[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close].prefix { $0 != ":" }
      result = result + ShellWord(text: String(rest[..<open])) + Self.variable(String(name))
      rest = rest[rest.index(after: close)...]
    }
    return result + ShellWord(text: String(rest))
  }

  private func required(_ location: ParameterLocation) -> [Parameter] {
    endpoint.parameters.filter { $0.required && $0.location == location }
  }

  private static func variable(_ name: String) -> ShellWord {
    ShellWord(variable: ShellWord.variableName(for: name))
  }
}

extension String {
  /// The name as it stands in a query. Source: RFC 3986, section 2.3, "Unreserved Characters".
  fileprivate var queryName: String {
    utf8.map { byte in
      let sign = Character(Unicode.Scalar(byte))
      if byte < 0x80, sign.isLetter || sign.isNumber || "-._~".contains(sign) {
        return String(sign)
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return byte < 16 ? "%0" + digits : "%" + digits
    }.joined()
  }
}
