import StreamDecoding

/// Decimals, which Pydantic describes to answers as any text, and to requests as a number or a
/// text. Only a model that is described to both tells them from other texts.
enum Decimals {
  /// The models with a format for what is a decimal; FastAPI calls a model that answers and
  /// requests see differently `NAME-Output` and `NAME-Input`.
  static func marked(in models: JSONObject) -> JSONObject {
    var result = models
    for (name, answer) in models where name.hasSuffix("-Output") {
      let twin = String(name.dropLast("Output".count)) + "Input"
      guard let request = models[twin] else { continue }
      let pair = marked(Pair(request: request, answer: answer))
      result[twin] = pair.request
      result[name] = pair.answer
    }
    return result
  }

  private struct Pair {
    var request: JSONValue
    var answer: JSONValue
  }

  private static func marked(_ pair: Pair) -> Pair {
    guard var request = pair.request.objectValue, var answer = pair.answer.objectValue
    else { return pair }
    let choices = request["anyOf"]?.arrayValue ?? []
    let answers = answer["anyOf"]?.arrayValue ?? [pair.answer]
    if choices.contains(where: isNumber), choices.contains(where: isText),
      answers.contains(where: isText), !answers.contains(where: isNumber)
    {
      request["anyOf"] = .array(choices.map(decimal))
      let found = answers.map(decimal)
      if answer["anyOf"] == nil { return Pair(request: .object(request), answer: found[0]) }
      answer["anyOf"] = .array(found)
    }
    for key in ["properties", "items", "additionalProperties"] {
      guard let one = request[key], let other = answer[key] else { continue }
      let inner = Pair(request: one, answer: other)
      let pair = key == "properties" ? members(inner) : marked(inner)
      request[key] = pair.request
      answer[key] = pair.answer
    }
    return Pair(request: .object(request), answer: .object(answer))
  }

  private static func members(_ pair: Pair) -> Pair {
    guard var request = pair.request.objectValue, var answer = pair.answer.objectValue
    else { return pair }
    for (name, value) in request {
      guard let other = answer[name] else { continue }
      let member = marked(Pair(request: value, answer: other))
      request[name] = member.request
      answer[name] = member.answer
    }
    return Pair(request: .object(request), answer: .object(answer))
  }

  private static func isNumber(_ schema: JSONValue) -> Bool { schema["type"] == "number" }

  /// A text of which nothing is said.
  private static func isText(_ schema: JSONValue) -> Bool {
    schema["type"] == "string"
      && ["format", "pattern", "enum", "const", "contentMediaType"].allSatisfy { schema[$0] == nil }
  }

  private static func decimal(_ schema: JSONValue) -> JSONValue {
    guard isText(schema), var members = schema.objectValue else { return schema }
    members["format"] = "decimal"
    return .object(members)
  }
}
