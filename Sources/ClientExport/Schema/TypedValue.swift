import StreamDecoding

/// A value in code that calls an endpoint, as its type wants it: the texts of a form and of
/// variables are numbers where only numbers fit.
indirect enum TypedValue {
  case plain(JSONValue)
  /// A file of the user's, at a path.
  case file(TextWithVariables)
  /// Text with variables, and what must be made of it.
  case variable(TextWithVariables, Reading)
  case array([TypedValue])
  case object([Member])

  struct Member {
    let key: String
    let value: TypedValue
  }

  /// What a type makes of a text.
  enum Reading {
    case text, integer, number, bool
    /// One of some values: of texts, or of numbers and truth values.
    case choice(isText: Bool)
  }

  init(_ value: MaskedValue, as shape: Shape, in shapes: DeclaredShapes) {
    if shapes.holdsFiles, shapes.isFile(shape) {
      self = .file(TextWithVariables(path: shapes.knowsPaths ? value.plainText : ""))
      return
    }
    switch value {
    // A form knows no empty list.
    case .array(let elements)
    where elements.isEmpty && shapes.holdsFiles
      && shapes.element(of: shape).map(shapes.isFile) == true:
      self = .array([.file(TextWithVariables(path: ""))])
    case .plain(.string(let text)): self.init(TextWithVariables(text: text), as: shape, in: shapes)
    case .plain(let value): self = .plain(value)
    case .secret(let variable):
      self.init(TextWithVariables(variable: variable), as: shape, in: shapes)
    case .array(let elements):
      self = .array(
        elements.enumerated().map { place, element in
          TypedValue(
            element, as: shapes.element(of: shape, at: place) ?? .anything, in: shapes)
        })
    case .object(let members):
      self = .object(
        members.map { member in
          let shape = shapes.member(member.key, of: shape)
          return Member(key: member.key, value: TypedValue(member.value, as: shape, in: shapes))
        })
    }
  }

  /// One of several texts alone is a list where only a list fits.
  init(_ words: [TextWithVariables], as shape: Shape, in shapes: DeclaredShapes) {
    let element = shapes.element(of: shape)
    guard words.count != 1 || element != nil else {
      self.init(words[0], as: shape, in: shapes)
      return
    }
    self = .array(words.map { TypedValue($0, as: element ?? .anything, in: shapes) })
  }

  init(_ word: TextWithVariables, as shape: Shape, in shapes: DeclaredShapes) {
    let alternatives = shapes.alternatives(of: shape).filter { $0 != .null }
    if let element = shapes.element(of: shape), alternatives.count == 1 {
      self = .array([TypedValue(word, as: element, in: shapes)])
      return
    }
    guard !word.hasVariables else {
      self = .variable(word, Reading(of: alternatives))
      return
    }
    let text = word.written { $0 }
    if let object = try? JSONValue(parsing: text), object.objectValue != nil,
      shapes.holdsObject(shape)
    {
      self.init(MaskedValue(object), as: shape, in: shapes)
      return
    }
    let isText = alternatives.contains { $0.isText || $0 == .anything || $0 == .binary }
    let read = isText ? nil : alternatives.lazy.compactMap { Self.value(of: text, as: $0) }.first
    self = .plain(read ?? .string(text))
  }

  /// What a text says in the words of a shape; nil where it says nothing.
  private static func value(of text: String, as shape: Shape) -> JSONValue? {
    switch shape {
    case .integer: Int(text) == nil ? nil : .number(text)
    case .number: (try? JSONValue(parsing: text))?.doubleValue == nil ? nil : .number(text)
    case .bool: ["true": true, "false": false][text].map(JSONValue.bool)
    case .constants(let values): values.first { ($0.stringValue ?? $0.text()) == text }
    default: nil
    }
  }
}

extension TypedValue {
  /// The value as JSON, its variables within quotes where they are texts.
  var json: TextWithVariables {
    switch self {
    case .plain(let value): return TextWithVariables(text: value.text())
    case .file: return TextWithVariables(text: "null")
    case .variable(let word, let reading):
      let quote = TextWithVariables(text: reading.isQuoted ? "\"" : "")
      return quote + word.mapText { String(JSONValue.string($0).text().dropFirst().dropLast()) }
        + quote
    case .array(let elements):
      let list = TextWithVariables.joined(elements.map(\.json), separator: ",")
      return TextWithVariables(text: "[") + list + TextWithVariables(text: "]")
    case .object(let members):
      let pairs = members.map {
        TextWithVariables(text: JSONValue.string($0.key).text() + ":") + $0.value.json
      }
      return TextWithVariables(text: "{") + TextWithVariables.joined(pairs, separator: ",")
        + TextWithVariables(text: "}")
    }
  }
}

extension TypedValue.Reading {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }

  fileprivate var isQuoted: Bool {
    switch self {
    case .text: true
    case .integer, .number, .bool: false
    case .choice(let isText): isText
    }
  }

  /// A text where one fits.
  fileprivate init(of alternatives: [Shape]) {
    let readings = alternatives.map { shape -> Self in
      switch shape {
      case .integer: .integer
      case .number: .number
      case .bool: .bool
      case .constants(let values): .choice(isText: values.contains { $0.stringValue != nil })
      default: .text
      }
    }
    let first = readings.first ?? .text
    self = readings.contains { $0.isText } ? .text : first
  }
}
