import StreamDecoding

extension ModelDialect {
  /// A line of `/api/generate` or `/api/chat`.
  ///
  /// Source: Ollama, docs/api.md.
  static func ollama(_ value: JSONValue) -> [AssemblyPiece] {
    let message = value["message"]
    var pieces = text(.reasoning, value["thinking"] ?? message?["thinking"])
    pieces += text(.text, value["response"] ?? message?["content"])
    for (position, call) in (message?["tool_calls"]?.arrayValue ?? []).enumerated() {
      let function = call["function"]
      let index = function?["index"]?.intValue ?? position
      pieces += tool(
        item: String(index), name: function?["name"], arguments: function?["arguments"])
    }
    guard value["done"]?.boolValue == true else { return pieces }
    if let reason = value["done_reason"]?.stringValue {
      pieces.append(.stop(choice: 0, reason))
    }
    let tokens = (value["prompt_eval_count"]?.intValue, value["eval_count"]?.intValue)
    if tokens.0 != nil || tokens.1 != nil {
      pieces.append(.usage(input: tokens.0, output: tokens.1))
    }
    return pieces + [.ends]
  }
}
