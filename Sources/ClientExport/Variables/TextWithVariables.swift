import Endpoints
import WebText

/// Text, and variables that whoever reads it fills in: a shell, a program's environment, an editor of
/// request files, or a person.
struct TextWithVariables: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case text(String)
    case variable(String)
  }

  private(set) var parts: [Part]

  /// Text without variables.
  init(text: String) {
    parts = text.isEmpty ? [] : [.text(text)]
  }

  /// The value of an environment variable.
  init(variable: String) {
    parts = [.variable(variable)]
  }

  /// A value as a user types it.
  init(_ text: EnvironmentText) {
    parts = text.pieces.map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .variable(let name): .variable(name)
      }
    }
  }

  static func + (left: TextWithVariables, right: TextWithVariables) -> TextWithVariables {
    var result = left
    for part in right.parts {
      if case .text(let text) = part, case .text(let before)? = result.parts.last {
        result.parts[result.parts.count - 1] = .text(before + text)
      } else {
        result.parts.append(part)
      }
    }
    return result
  }

  /// Several texts as one.
  static func joined(_ texts: [TextWithVariables], separator: String) -> TextWithVariables {
    texts.enumerated().reduce(TextWithVariables(text: "")) { all, text in
      text.offset == 0 ? text.element : all + TextWithVariables(text: separator) + text.element
    }
  }

  /// Nothing but variables, or nothing at all.
  var isWithoutText: Bool { parts.allSatisfy { if case .variable = $0 { true } else { false } } }

  /// A variable, whatever follows it.
  var beginsWithVariable: Bool { if case .variable? = parts.first { true } else { false } }

  var hasVariables: Bool { parts.contains { if case .variable = $0 { true } else { false } } }

  /// The names of the variables, in the order of the text.
  var variables: [String] {
    parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// Whether it is a variable and nothing else.
  var isOneVariable: Bool { hasVariables && parts.count == 1 }

  /// The text, with what `variable` makes of each variable's name and `text` of all else.
  func written(
    text: (String) -> String = { $0 }, variable: (String) -> String
  ) -> String {
    parts.map { part in
      switch part {
      case .text(let words): text(words)
      case .variable(let name): variable(name)
      }
    }.joined()
  }

  /// The whole as an expression of a language that joins texts with `+`.
  ///
  /// - Parameter variable: What reads a variable; `isAlone` where nothing is joined to it.
  func expression(
    text: (String) -> String, variable: (_ name: String, _ isAlone: Bool) -> String
  ) -> String {
    let terms = parts.map { part in
      switch part {
      case .text(let words): text(words)
      case .variable(let name): variable(name, parts.count == 1)
      }
    }
    return terms.isEmpty ? text("") : terms.joined(separator: " + ")
  }

  /// The same, its texts changed and its variables kept.
  func mapText(_ change: (String) -> String) -> TextWithVariables {
    parts.reduce(TextWithVariables(text: "")) { word, part in
      switch part {
      case .text(let text): word + TextWithVariables(text: change(text))
      case .variable(let name): word + TextWithVariables(variable: name)
      }
    }
  }

  /// The parts as they stand between double quotes, and as people read them.
  var shown: String {
    var result = ""
    for part in parts.reversed() {
      switch part {
      case .text(let text): result = text + result
      case .variable(let name):
        let goesOn = result.utf8.first?.isInName == true
        result = (goesOn ? "${" + name + "}" : "$" + name) + result
      }
    }
    return result
  }

  /// The name of the variable for a value called `text`: `X-API-Key` gives `X_API_KEY`, and
  /// `path`, which every shell has a value for, gives `VALUE_PATH`.
  static func variableName(for text: String) -> String {
    let words = text.nameWords.joined(separator: "_").uppercased()
    guard let first = words.first else { return "VALUE" }
    return first.isNumber || ShellVariables.own(words) ? "VALUE_" + words : words
  }
}
