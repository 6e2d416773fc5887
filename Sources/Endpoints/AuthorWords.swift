import WebText

/// What an author says of an operation: a sentence, and what stands below it.
public struct AuthorWords: Sendable, Hashable {
  /// The first paragraph, its lines joined.
  public private(set) var sentence = ""
  /// The other paragraphs, lines as they were written.
  public private(set) var rest = ""

  private static let longest = 300
  private static let mostLines = 60

  /// Reads a docstring, or a description.
  public init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .drop { $0.allSatisfy(\.isWhitespace) }
    var first: [Substring] = []
    for line in lines {
      let words = line.drop(while: \.isWhitespace)
      if words.isEmpty || !first.isEmpty && Self.beginsBlock(words) { break }
      first.append(line)
    }
    sentence = first.flatMap { $0.split(whereSeparator: \.isWhitespace) }.joined(separator: " ")
      .printable(limit: Self.longest)
    let below = lines.dropFirst(first.count).drop { $0.allSatisfy(\.isWhitespace) }
    rest = Self.joined(below.prefix(Self.mostLines))
  }

  /// Both as one text.
  var whole: String { rest.isEmpty ? sentence : sentence + "\n\n" + rest }

  /// A sentence and other words below it.
  init(_ sentence: String, below rest: [String]) {
    self.sentence = sentence
    self.rest = rest.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func joined(_ lines: ArraySlice<Substring>) -> String {
    var lines = lines.map { $0.allSatisfy(\.isWhitespace) ? "" : $0.description }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.replacing("\t", with: "    ").printable(limit: longest) }
      .joined(separator: "\n")
  }

  /// A list, a heading, a table or code goes on nothing.
  private static func beginsBlock(_ line: Substring) -> Bool {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    return ["- ", "* ", "+ ", "#", "|", "```", ">>>", ":param"].contains { line.hasPrefix($0) }
      || !digits.isEmpty && line.dropFirst(digits.count).hasPrefix(". ")
  }
}
