/// Identifiers of one scope of a language, each given out once: letters, digits and `_`, of any
/// writing.
struct NameScope {
  private let words: Set<String>
  private var taken: Set<String>
  private let isTakenAround: (String) -> Bool

  /// - Parameters:
  ///   - words: What the language itself means by a name; nothing is named so.
  ///   - taken: Names that the scope has already.
  ///   - isTakenAround: True for names of the scopes around it, which it must not hide.
  init(
    words: Set<String>, taken: Set<String>,
    isTakenAround: @escaping (String) -> Bool = { _ in false }
  ) {
    self.words = words
    self.taken = taken
    self.isTakenAround = isTakenAround
  }

  /// An identifier as near to `wish` as the scope allows.
  mutating func claim(_ wish: String) -> String {
    Self.claim(Self.identifier(wish), words: words, taken: &taken, isTakenAround: isTakenAround)
  }

  /// The same for an identifier of whatever language.
  static func claim(
    _ base: String, words: Set<String>, taken: inout Set<String>,
    isTakenAround: (String) -> Bool = { _ in false }
  ) -> String {
    var name = base
    if words.contains(base) || taken.contains(base) || isTakenAround(base) { name = base + "_" }
    var number = 2
    while taken.contains(name) || isTakenAround(name) {
      name = base + "_" + String(number)
      number += 1
    }
    taken.insert(name)
    return name
  }

  /// `text` with `_` for whatever no language has in a name; `value` where nothing else is left.
  static func identifier(
    _ text: String, isWord: (Character) -> Bool = NameScope.isLanguageWord
  ) -> String {
    let name = String(text.map { isWord($0) ? $0 : "_" })
    guard let first = name.unicodeScalars.first, name.contains(where: { $0 != "_" })
    else { return "value" }
    return first == "_" || first.properties.isXIDStart ? name : "_" + name
  }

  /// True for what every language takes for a name, its own words apart.
  static func isIdentifier(
    _ text: String, isWord: (Character) -> Bool = NameScope.isWord
  ) -> Bool { !text.isEmpty && identifier(text, isWord: isWord) == text }

  /// `Page[User]`, which documents write `Page_User_`, as `PageUser`.
  static func typeName(_ text: String, isWord: (Character) -> Bool = NameScope.isWord) -> String {
    guard text.hasSuffix("_") || !isIdentifier(text, isWord: isWord) else { return text }
    let name = joined(text.split { $0 == "_" || !isWord($0) })
    return name.isEmpty ? "Value" : name
  }

  /// The name of a type as Python and Swift write one: `api_error` as `ApiError`, `cat` as `Cat`.
  static func capitalizedTypeName(_ text: String) -> String {
    let name = joined(words(of: typeName(text, isWord: isLanguageWord)))
    return name.isEmpty ? "Value" : identifier(name, isWord: isLanguageWord)
  }

  /// The words of a name: `stream_orders` as `stream` and `orders`.
  static func words(of name: String) -> [Substring] {
    name.split { $0 == "_" || !isLanguageWord($0) }
  }

  /// Words joined, each with a capital: `stream orders` as `StreamOrders`.
  static func joined(_ words: [Substring]) -> String {
    words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// True for what Python and Swift have in a name, of any writing.
  ///
  /// Source: Python's reference, "Names"; The Swift Programming Language, "Identifiers".
  static func isLanguageWord(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }

  /// The same in ASCII alone.
  static func isWord(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
