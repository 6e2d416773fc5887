import Endpoints
import StreamDecoding

extension TypeScriptExample {
  /// The user's body, or one that would do where one is required.
  func body(of parameter: TypeScriptParameter, _ shapes: DeclaredShapes) -> String {
    guard let body = endpoint.body, planned?.body != nil || planned == nil && parameter.isRequired
    else { return "undefined" }
    let text = planned?.body.flatMap { String(validating: $0, as: UTF8.self) }
    let sample = BodyDraft.value(for: body, of: endpoint, models: models, filling: .example)
    let typed = ExampleBody(endpoint: endpoint, models: models).value(of: text)
    if let value = text == nil ? MaskedValue(sample) : typed, body.isJSON || body.isForm {
      if body.isJSON { return TypeScriptLiteral.json(value.withVariables) }
      var shapes = shapes
      shapes.holdsFiles = body.place == .parts
      return Self.written(TypedValue(value, as: parameter.shape, in: shapes))
    }
    let word = body.isText ? sample.stringValue ?? "string" : nil
    return (text ?? word).map { TypeScriptLiteral.string(String($0.prefix(200))) } ?? Self.file
  }

  private static let file = "new Blob([\"content\"])"

  static func written(_ value: TypedValue) -> String {
    switch value {
    case .plain(.string(let text)): TypeScriptLiteral.string(text)
    case .plain(let value): TypeScriptLiteral.json(value)
    case .file: file
    case .variable(let word, let reading): named(word, reading)
    case .array(let elements): "[" + elements.map(written).joined(separator: ", ") + "]"
    case .object(let members) where members.isEmpty: "{}"
    case .object(let members):
      "{ "
        + members.map { TypeScriptLiteral.memberKey($0.key) + ": " + written($0.value) }
        .joined(separator: ", ") + " }"
    }
  }

  /// In the place of a variable its name: a page has no environment to take it from.
  private static func named(_ word: TextWithVariables, _ reading: TypedValue.Reading) -> String {
    let text = TypeScriptLiteral.string(
      word.written { word.isOneVariable ? "$" + $0 : "${" + $0 + "}" })
    return switch reading {
    case .text, .choice(isText: true): text
    case .integer, .number, .choice: "Number(" + text + ")"
    case .bool: "Boolean(" + text + ")"
    }
  }
}
