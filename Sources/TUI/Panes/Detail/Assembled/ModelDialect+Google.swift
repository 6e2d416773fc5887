import StreamDecoding

extension ModelDialect {
  /// A response of `streamGenerateContent`.
  ///
  /// Source: Gemini API reference, "GenerateContentResponse".
  static func gemini(_ value: JSONValue) -> [AssemblyPiece] {
    var pieces: [AssemblyPiece] = []
    if let id = value["responseId"]?.stringValue { pieces.append(.begins(id)) }
    for (position, candidate) in (value["candidates"]?.arrayValue ?? []).enumerated() {
      let choice = candidate["index"]?.intValue ?? position
      for part in candidate["content"]?["parts"]?.arrayValue ?? [] {
        let isThought = part["thought"]?.boolValue == true
        pieces += text(isThought ? .reasoning : .text, choice: choice, part["text"])
        if let call = part["functionCall"], let name = call["name"]?.stringValue {
          pieces += tool(
            choice: choice, item: call["id"]?.stringValue ?? name, name: call["name"],
            arguments: call["args"])
        }
      }
      if let reason = candidate["finishReason"]?.stringValue {
        pieces.append(.stop(choice: choice, reason))
      }
    }
    if let usage = value["usageMetadata"] {
      let counts = [usage["candidatesTokenCount"], usage["thoughtsTokenCount"]]
      let output = counts.compactMap { $0?.intValue }
      pieces.append(
        .usage(
          input: usage["promptTokenCount"]?.intValue,
          output: output.isEmpty ? nil : output.reduce(0) { $0 &+ $1 }))
    }
    return pieces
  }
}
