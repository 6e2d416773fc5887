import Endpoints
import StreamDecoding

extension TypeScriptFunction {
  /// What is said of the function, for whoever calls it.
  func comment(_ dialect: ScriptDialect) -> String {
    var lines = [
      "`" + TypeScriptLiteral.comment(endpoint.title) + "`",
      ending, security,
    ]
    switch dialect {
    case .typescript:
      if isGeneric, !call.formats.isEmpty {
        // TypeScript infers `T` from the callbacks, and so asks what they return before it knows
        // what the call does (TS7022).
        lines.append("Nobody says what it sends: give the type as `T`. A callback that closes the")
        lines.append("stream by its name needs braces: `() => { stream.close(); }`.")
      }
      lines += arguments.filter { !$0.summary.isEmpty }.map {
        "@param " + $0.name + " " + TypeScriptLiteral.comment($0.summary)
      }
    case .javascript:
      guard !takesNames else {
        lines += arguments.filter { !$0.summary.isEmpty }.map {
          "- `" + $0.name + "`: " + TypeScriptLiteral.comment($0.summary)
        }
        lines.append("@type {" + Typedef.escaped(typeText) + "}")
        break
      }
      if isGeneric { lines.append("@template [T=unknown]") }
      lines += arguments.map { argument in
        let name = argument.isOptional ? "[" + argument.name + "]" : argument.name
        return "@param {" + Typedef.escaped(argument.type) + "} " + name + " "
          + TypeScriptLiteral.comment(argument.summary)
      }
      lines.append("@returns {" + Typedef.escaped(resultType) + "}")
    }
    if endpoint.deprecated { lines.append("@deprecated") }
    let telling = TypeScriptLiteral.comment(endpoint.telling)
    let remarks = endpoint.remarks.map(Self.remark)
    lines =
      [telling].filter { !$0.isEmpty } + (remarks.isEmpty ? [] : [""] + remarks + [""])
      + lines.filter { !$0.isEmpty }
    let body = lines.drop(while: \.isEmpty).map { (" * " + $0).trimmedAtEnd + "\n" }
    return "/**\n" + body.joined() + " */\n"
  }

  /// A line of the author's, in which nothing ends the comment or is a tag of it.
  private static func remark(_ line: String) -> String {
    let safe = line.replacing("*/", with: "*\\/")
    let words = safe.drop { $0 == " " }
    return words.hasPrefix("@") ? safe.prefix(safe.count - words.count) + "\\" + words : safe
  }

  /// The text that ends the stream is given out before it does.
  private var ending: String {
    guard call.isEvents, let sentinel = endpoint.sentinel,
      (try? JSONValue(parsing: sentinel)) == nil
    else { return "" }
    return "The last event has the data `" + TypeScriptLiteral.comment(sentinel)
      + "`, of which `json()` can make nothing."
  }

  private var security: String {
    if endpoint.security.isEmpty { return "" }
    let names = endpoint.security.map(TypeScriptLiteral.comment).joined(separator: ", ")
    let what =
      secrets.isEmpty
      ? "Needs \(names): give it" : "Needs \(names): give the secret by this name"
    return what + " by `auth`, here or in `settings`."
  }
}

extension Endpoint {
  /// The summary, unless it is the name in other letters: FastAPI makes one of it.
  fileprivate var telling: String {
    func letters(of text: String) -> String {
      text.filter { $0.isLetter || $0.isNumber }.lowercased()
    }
    return letters(of: summary) == letters(of: name) ? "" : summary
  }
}

extension String {
  /// Without spaces at its end.
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
