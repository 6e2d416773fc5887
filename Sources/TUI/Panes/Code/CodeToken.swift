/// A piece of program text of one sort, within one line.
struct CodeToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case plain, keyword, literal, number, string, comment
    /// A member's or a header's name.
    case key
    /// What the shell, or the reader of a request file, fills in.
    case variable
    case punctuation
  }

  var kind: Kind
  var text: String
}

extension Theme {
  func style(_ kind: CodeToken.Kind) -> CellStyle {
    switch kind {
    case .plain: text
    case .keyword, .key: syntax.key
    case .literal: syntax.literal
    case .number: syntax.number
    case .string: syntax.string
    case .comment: muted
    case .variable: accent
    case .punctuation: syntax.punctuation
    }
  }
}
