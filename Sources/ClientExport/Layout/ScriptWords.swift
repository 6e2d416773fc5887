/// The words that TypeScript code uses: those outside of strings and comments that name no member
/// or parameter, as what stands before `:` and `?:` does.
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
    var rest = line.unicodeScalars
    while let scalar = rest.first {
      if scalar == "\"" {
        rest = rest.dropFirst()
        skipString(&rest)
        continue
      }
      let word = rest.prefix { $0 == "$" || $0.properties.isIDContinue }
      rest = rest.dropFirst(max(1, word.count))
      let isName = rest.first == ":" || rest.starts(with: "?:".unicodeScalars)
      if !word.isEmpty, !isName { words.insert(String(word)) }
    }
  }

  /// To behind the quote that ends the string.
  private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
    var isEscaped = false
    while let scalar = rest.popFirst(), scalar != "\"" || isEscaped {
      isEscaped = scalar == "\\" && !isEscaped
    }
  }
}
