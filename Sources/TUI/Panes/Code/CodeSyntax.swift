/// How a family of languages writes strings and comments, and which words are its own.
struct CodeSyntax: Sendable {
  /// A way to write a string.
  struct Quote: Sendable {
    let open: [UInt8]
    let close: [UInt8]
    /// A backslash takes the next character's meaning away.
    var hasEscapes = true
    var spansLines = false
    /// `$NAME` in it is filled in by the shell.
    var hasVariables = false
    /// What begins and ends code within it.
    var insertion: Insertion?

    init(_ open: String, _ close: String? = nil) {
      self.open = Array(open.utf8)
      self.close = Array((close ?? open).utf8)
    }
  }

  /// Code within a string.
  struct Insertion: Sendable {
    let open: [UInt8]
    /// The bracket that nests within it, and the one that ends it.
    let brackets: (open: UInt8, close: UInt8)
  }

  /// What a comment to the end of its line begins with.
  var lineComment: [UInt8]
  /// A `#` within a word is none.
  var commentsBeginWords = false
  /// `/* … */`; in Swift one may hold another.
  var hasBlockComments = false
  var blockCommentsNest = false
  /// Those whose beginning is that of another stand before it.
  var quotes: [Quote]
  var hasRegularExpressions = false
  /// `$NAME` outside of strings.
  var hasVariables = false
  var keywords: Set<String>
  var literals: Set<String> = []
}

extension CodeSyntax {
  /// TypeScript, JavaScript, and the modules of Svelte and React.
  static let script: CodeSyntax = {
    var template = Quote("`")
    template.spansLines = true
    template.insertion = Insertion(
      open: Array("${".utf8), brackets: (UInt8(ascii: "{"), UInt8(ascii: "}")))
    return CodeSyntax(
      lineComment: Array("//".utf8), hasBlockComments: true,
      quotes: [template, Quote("\""), Quote("'")], hasRegularExpressions: true,
      keywords: [
        "abstract", "as", "async", "await", "break", "case", "catch", "class", "const", "continue",
        "declare", "default", "delete", "do", "else", "enum", "export", "extends", "finally", "for",
        "from", "function", "get", "if", "implements", "import", "in", "infer", "instanceof",
        "interface", "is", "keyof", "let", "namespace", "new", "of", "private", "protected",
        "public", "readonly", "return", "satisfies", "set", "static", "super", "switch", "this",
        "throw", "try", "type", "typeof", "var", "void", "while", "with", "yield",
      ],
      literals: ["false", "null", "true", "undefined"])
  }()

  static let python: CodeSyntax = {
    let long = ["\"\"\"", "'''"].map { text in
      var quote = Quote(text)
      quote.spansLines = true
      return quote
    }
    return CodeSyntax(
      lineComment: Array("#".utf8), quotes: long + [Quote("\""), Quote("'")],
      keywords: [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
        "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
      ],
      literals: ["False", "None", "True"])
  }()

  static let swift: CodeSyntax = {
    let insertion = Insertion(
      open: Array("\\(".utf8), brackets: (UInt8(ascii: "("), UInt8(ascii: ")")))
    var long = Quote("\"\"\"")
    long.spansLines = true
    long.insertion = insertion
    var raw = Quote("#\"", "\"#")
    raw.hasEscapes = false
    var short = Quote("\"")
    short.insertion = insertion
    return CodeSyntax(
      lineComment: Array("//".utf8), hasBlockComments: true, blockCommentsNest: true,
      quotes: [long, raw, short],
      keywords: [
        "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class",
        "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough",
        "fileprivate", "final", "for", "func", "get", "guard", "if", "import", "in", "indirect",
        "init", "inout", "internal", "is", "lazy", "let", "mutating", "nonisolated", "open",
        "operator", "override", "private", "protocol", "public", "repeat", "rethrows", "return",
        "self", "Self", "set", "some", "static", "struct", "subscript", "super", "switch", "throw",
        "throws", "try", "typealias", "var", "weak", "where", "while",
      ],
      literals: ["false", "nil", "true"])
  }()

  /// Command lines. Source: POSIX.1-2024, Shell Command Language, 2.2 "Quoting".
  static let shell: CodeSyntax = {
    var single = Quote("'")
    single.hasEscapes = false
    single.spansLines = true
    var double = Quote("\"")
    double.spansLines = true
    double.hasVariables = true
    return CodeSyntax(
      lineComment: Array("#".utf8), commentsBeginWords: true, quotes: [single, double],
      hasVariables: true, keywords: ["curl", "http"])
  }()
}
