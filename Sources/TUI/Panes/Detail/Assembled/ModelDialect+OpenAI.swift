import StreamDecoding

extension ModelDialect {
  /// A chunk of a chat or of a completion, of OpenAI's or of the many servers that speak like it.
  ///
  /// Source: OpenAI API reference, "The chat completion chunk object"; DeepSeek, vLLM and OpenRouter
  /// for `reasoning_content` and `reasoning`; Mistral for content in parts.
  static func chat(_ value: JSONValue) -> [AssemblyPiece] {
    var pieces: [AssemblyPiece] = []
    if let id = value["id"]?.stringValue, !id.isEmpty { pieces.append(.begins(id)) }
    for (position, choice) in (value["choices"]?.arrayValue ?? []).enumerated() {
      let index = choice["index"]?.intValue ?? position
      pieces += text(.text, choice: index, choice["text"])
      if let delta = choice["delta"] { pieces += chat(delta, choice: index) }
      if let reason = choice["finish_reason"]?.stringValue {
        pieces.append(.stop(choice: index, reason))
      }
    }
    if let usage = value["usage"], !usage.isNull {
      pieces.append(
        .usage(
          input: usage["prompt_tokens"]?.intValue, output: usage["completion_tokens"]?.intValue))
    }
    if let message = value["error"]?["message"]?.stringValue { pieces.append(.failed(message)) }
    return pieces
  }

  private static func chat(_ delta: JSONValue, choice: Int) -> [AssemblyPiece] {
    var pieces = text(.reasoning, choice: choice, delta["reasoning_content"] ?? delta["reasoning"])
    pieces += text(.text, choice: choice, delta["content"])
    for part in delta["content"]?.arrayValue ?? [] {
      pieces += text(.text, choice: choice, part["text"])
      for thought in part["thinking"]?.arrayValue ?? [] {
        pieces += text(.reasoning, choice: choice, thought["text"])
      }
    }
    pieces += text(.refusal, choice: choice, delta["refusal"])
    for (position, call) in (delta["tool_calls"]?.arrayValue ?? []).enumerated() {
      let item = String(call["index"]?.intValue ?? position)
      let function = call["function"] ?? call["custom"]
      pieces += tool(
        choice: choice, item: item, name: function?["name"],
        arguments: function?["arguments"] ?? function?["input"])
    }
    if let call = delta["function_call"] {
      pieces += tool(choice: choice, item: "", name: call["name"], arguments: call["arguments"])
    }
    return pieces
  }

  /// An event of the responses API.
  ///
  /// Source: OpenAI API reference, "Streaming events".
  static func response(_ type: String, _ value: JSONValue) -> [AssemblyPiece] {
    let item = String(value["output_index"]?.intValue ?? 0)
    let part = value["content_index"]?.intValue ?? value["summary_index"]?.intValue ?? 0
    let place = part == 0 ? item : "\(item).\(part)"
    switch type {
    case "response.created": return [.begins(value["response"]?["id"]?.stringValue ?? "")]
    case "response.output_text.delta": return text(.text, item: place, value["delta"])
    case "response.refusal.delta": return text(.refusal, item: place, value["delta"])
    case "response.reasoning_text.delta", "response.reasoning_summary_text.delta":
      return text(.reasoning, item: place, value["delta"])
    case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta",
      "response.mcp_call_arguments.delta", "response.code_interpreter_call_code.delta":
      return tool(item: item, name: nil, arguments: value["delta"])
    case "response.output_item.added":
      return tool(item: item, name: value["item"]?["name"], arguments: nil)
    case "response.completed", "response.incomplete", "response.failed":
      return ended(value["response"])
    default: return []
    }
  }

  private static func ended(_ response: JSONValue?) -> [AssemblyPiece] {
    var pieces: [AssemblyPiece] = []
    if let usage = response?["usage"], !usage.isNull {
      pieces.append(
        .usage(input: usage["input_tokens"]?.intValue, output: usage["output_tokens"]?.intValue))
    }
    let reason = response?["incomplete_details"]?["reason"] ?? response?["status"]
    if let reason = reason?.stringValue { pieces.append(.stop(choice: 0, reason)) }
    if let message = response?["error"]?["message"]?.stringValue {
      pieces.append(.failed(message))
    }
    return pieces + [.ends]
  }
}
