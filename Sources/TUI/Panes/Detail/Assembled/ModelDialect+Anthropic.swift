import StreamDecoding

extension ModelDialect {
  /// An event of the messages API; nil for a type that is none of its own.
  ///
  /// Source: Anthropic API reference, "Streaming messages".
  static func anthropic(_ type: String, _ value: JSONValue) -> [AssemblyPiece]? {
    let item = String(value["index"]?.intValue ?? 0)
    switch type {
    case "message_start":
      let message = value["message"]
      return [.begins(message?["id"]?.stringValue ?? "")] + tokens(message?["usage"])
    case "content_block_start":
      guard let block = value["content_block"] else { return [] }
      return text(.text, item: item, block["text"])
        + text(.reasoning, item: item, block["thinking"])
        + tool(item: item, name: block["name"], arguments: nil)
    case "content_block_delta":
      guard let delta = value["delta"] else { return [] }
      return text(.text, item: item, delta["text"])
        + text(.reasoning, item: item, delta["thinking"])
        + tool(item: item, name: nil, arguments: delta["partial_json"])
    case "message_delta":
      let reason = value["delta"]?["stop_reason"]?.stringValue
      return tokens(value["usage"]) + (reason.map { [.stop(choice: 0, $0)] } ?? [])
    case "message_stop": return [.ends]
    case "content_block_stop", "ping": return []
    case "error" where value["error"]?.objectValue != nil:
      return [.failed(value["error"]?["message"]?.stringValue ?? "error")]
    default: return nil
    }
  }

  private static func tokens(_ usage: JSONValue?) -> [AssemblyPiece] {
    guard let usage, !usage.isNull else { return [] }
    return [
      .usage(input: usage["input_tokens"]?.intValue, output: usage["output_tokens"]?.intValue)
    ]
  }
}
