import WebText

/// What can be set in the configuration's file, by a variable, and mostly by an option.
enum Setting: String, CaseIterable {
  case theme, background, ascii, mouse
  case connectTimeout = "limits.connectTimeout"
  case maxRecordSize = "limits.maxRecordSize"

  /// What sort of value it takes.
  enum Sort {
    case text, choice([String]), flag, duration, size
  }

  var sort: Sort {
    switch self {
    case .theme: .text
    case .background: .choice(["auto", "dark", "light"])
    case .ascii, .mouse: .flag
    case .connectTimeout: .duration
    case .maxRecordSize: .size
    }
  }

  /// What it is where nobody says more.
  var standard: String {
    switch self {
    case .theme: "default-dark or default-light, as the terminal is"
    case .background: "auto"
    case .ascii: "false"
    case .mouse: "true"
    case .connectTimeout: "10s"
    case .maxRecordSize: "16M"
    }
  }

  /// The variable that counts more than the file: `FLUIDTOP_MAX_RECORD_SIZE`.
  var variable: String {
    let words = rawValue.split(separator: ".").last.map(String.init) ?? rawValue
    return "FLUIDTOP_"
      + words.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  /// Whether a text is a value of it.
  func takes(_ text: String) -> Bool {
    switch sort {
    case .text: !text.isEmpty
    case .choice(let choices): choices.contains(text)
    case .flag: text == "true" || text == "false"
    case .duration: Duration(typed: text) != nil
    case .size: ByteCount.reading(limit: text) != nil
    }
  }

  /// What it takes, for a sentence.
  var wanted: String {
    switch sort {
    case .text: "a name in quotes"
    case .choice(let choices): choices.map { "\"\($0)\"" }.joined(separator: ", ")
    case .flag: "true or false"
    case .duration: "a duration, \"10s\" for example"
    case .size: "a number of bytes, \"16M\" for example"
    }
  }
}
