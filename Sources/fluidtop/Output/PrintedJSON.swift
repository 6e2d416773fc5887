import StreamDecoding
import TUI

/// A JSON text for people: on one line where it fits, indented where it does not.
struct PrintedJSON {
  let style: PrintStyle

  /// The lines of `text`; the first one has `room` columns. Nil when `text` is not JSON.
  func lines(of text: ArraySlice<UInt8>, room: Int) -> [String]? {
    guard let value = try? JSONValue(parsing: Array(text)) else { return nil }
    let compact = value.text()
    if compact.utf8.count <= room { return [painted(compact)] }
    let pretty = value.text(pretty: true).split(separator: "\n", omittingEmptySubsequences: false)
    return pretty.count == 1 ? [painted(compact)] : [""] + pretty.map { "  " + painted(String($0)) }
  }

  /// Colours by token. A line of pretty text is not a JSON text by itself, so strings, numbers and
  /// words are recognised one by one.
  private func painted(_ line: String) -> String {
    guard style.coloured else { return PrintableText.harmless(line) }
    var result = ""
    var rest = Substring(line)
    while let first = rest.first {
      let token = Self.token(at: rest, first)
      let text = PrintableText.harmless(String(token))
      rest = rest.dropFirst(token.count)
      switch first {
      case "\"": result += style.paint(text, rest.first == ":" ? .key : .string)
      case "-", "0"..."9", "t", "f", "n": result += style.paint(text, .number)
      default: result += text
      }
    }
    return result
  }

  private static func token(at rest: Substring, _ first: Character) -> Substring {
    switch first {
    case "\"":
      var isEscaped = false
      for index in rest.indices.dropFirst() {
        let character = rest[index]
        if !isEscaped, character == "\"" { return rest[...index] }
        isEscaped = !isEscaped && character == "\\"
      }
      return rest
    case "-", "0"..."9", "t", "f", "n":
      return rest.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    default:
      return rest.prefix(1)
    }
  }
}
