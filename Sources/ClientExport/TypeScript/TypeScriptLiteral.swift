import StreamDecoding
import WebText

/// Text as it stands in TypeScript source. Whoever wrote it, it stays inside of its quotes.
enum TypeScriptLiteral {
  /// A string in double quotes.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.isUnreadable: result += escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A JSON value, on one line.
  static func json(_ value: JSONValue) -> String {
    // Outside of its strings JSON is plain ASCII.
    value.text().unicodeScalars.map { $0.isUnreadable ? escaped($0) : String($0) }.joined()
  }

  /// A name of a property: bare where the language allows it.
  static func key(_ name: String) -> String {
    TypeScriptNames.isIdentifier(name) ? name : string(name)
  }

  /// A name of a property in an object literal, where a bare `__proto__` sets the prototype.
  static func memberKey(_ name: String) -> String {
    name == "__proto__" ? "[\"__proto__\"]" : key(name)
  }

  /// Text for a comment: one line, and no end of a comment in it.
  static func comment(_ text: String) -> String {
    text.onOneLine.replacing("*/", with: "*\\/")
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}
