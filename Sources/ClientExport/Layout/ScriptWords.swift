/// The words of TypeScript code that may be names: those outside of strings and comments.
enum ScriptWords {
  static func used(in code: String) -> Set<String> {
    var words = Set<String>()
    for line in code.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("/**") || text.hasPrefix("*") || text.hasPrefix("//") { continue }
      collect(text, into: &words)
    }
    return words
  }

  private static func collect(_ line: Substring, into words: inout Set<String>) {
    var word = ""
    var isString = false
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isString {
        isString = scalar != "\"" || isEscaped
        isEscaped = scalar == "\\" && !isEscaped
      } else if scalar == "$" || scalar.properties.isIDContinue {
        word.unicodeScalars.append(scalar)
        continue
      } else {
        isString = scalar == "\""
      }
      if !word.isEmpty { words.insert(word) }
      word = ""
    }
    if !word.isEmpty { words.insert(word) }
  }
}
