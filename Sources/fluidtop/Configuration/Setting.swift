import WebText

/// What can be set in the configuration's file, by a variable, and mostly by an option.
enum Setting: String, CaseIterable {
  case theme, background, ascii, mouse
  case connectTimeout = "limits.connectTimeout"
  case maxRecordSize = "limits.maxRecordSize"
  case memory = "limits.memory"
  case spill = "limits.spill"

  /// What sort of value it takes.
  enum Sort {
    case text, choice([String]), flag, duration, size, room
  }

  var sort: Sort {
    switch self {
    case .theme: .text
    case .background: .choice(["auto", "dark", "light"])
    case .ascii, .mouse: .flag
    case .connectTimeout: .duration
    case .maxRecordSize, .memory: .size
    case .spill: .room
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
    case .memory: "256M"
    case .spill: "4G"
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
    case .room: ByteCount.reading(room: text) != nil
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
    case .room: "a number of bytes, \"4G\" for example, or 0"
    }
  }
}
