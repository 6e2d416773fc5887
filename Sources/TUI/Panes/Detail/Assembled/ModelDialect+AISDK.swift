import StreamDecoding

extension ModelDialect {
  /// A part of the UI message stream; nil for a type that is none of its own.
  ///
  /// Source: AI SDK documentation, "Stream Protocols".
  static func uiMessage(_ type: String, _ value: JSONValue) -> [AssemblyPiece]? {
    let item = value["id"]?.stringValue ?? ""
    let delta = value["delta"] ?? value["textDelta"] ?? value["text"]
    let call = value["toolCallId"]?.stringValue ?? ""
    switch type {
    case "start": return [.begins(value["messageId"]?.stringValue ?? "")]
    case "text-delta": return text(.text, item: item, delta)
    case "reasoning-delta": return text(.reasoning, item: item, delta)
    case "tool-input-start": return tool(item: call, name: value["toolName"], arguments: nil)
    case "tool-input-delta":
      return tool(item: call, name: nil, arguments: value["inputTextDelta"])
    case "tool-input-available":
      return whole(call, value["toolName"], value["input"])
    case "error": return value["errorText"]?.stringValue.map { [.failed($0)] }
    case "finish": return finish(value)
    case "text-start", "text-end", "reasoning-start", "reasoning-end", "start-step", "finish-step",
      "message-metadata", "tool-output-available", "abort":
      return []
    default: return nil
    }
  }

  /// A line of the data stream: a code, a colon and JSON, `0:"Hello"`; nil for any other line.
  static func dataLine(_ line: some Collection<UInt8>) -> [AssemblyPiece]? {
    guard let code = line.first, line.dropFirst().first == UInt8(ascii: ":"),
      let value = try? JSONValue(parsing: Array(line.dropFirst(2)))
    else { return nil }
    let call = value["toolCallId"]?.stringValue ?? ""
    switch Unicode.Scalar(code) {
    case "0": return value.stringValue == nil ? nil : text(.text, value)
    case "g": return text(.reasoning, value)
    case "b": return tool(item: call, name: value["toolName"], arguments: nil)
    case "c": return tool(item: call, name: nil, arguments: value["argsTextDelta"])
    case "9": return whole(call, value["toolName"], value["args"])
    case "3": return value.stringValue.map { [.failed($0)] }
    case "d": return finish(value)
    case "f": return [.begins(value["messageId"]?.stringValue ?? "")]
    case "2", "8", "a", "e", "h", "i", "j", "k": return []
    default: return nil
    }
  }

  /// A tool's arguments in one piece, which replace those that came in pieces.
  private static func whole(
    _ item: String, _ name: JSONValue?, _ arguments: JSONValue?
  ) -> [AssemblyPiece] {
    tool(item: item, name: name, arguments: nil)
      + (arguments.map { [.whole(.init(kind: .tool, item: item), $0.text())] } ?? [])
  }

  private static func finish(_ value: JSONValue) -> [AssemblyPiece] {
    var pieces: [AssemblyPiece] = []
    let usage = value["usage"] ?? value["totalUsage"] ?? value["messageMetadata"]?["usage"]
    if let usage, !usage.isNull {
      pieces.append(
        .usage(
          input: (usage["promptTokens"] ?? usage["inputTokens"])?.intValue,
          output: (usage["completionTokens"] ?? usage["outputTokens"])?.intValue))
    }
    if let reason = value["finishReason"]?.stringValue { pieces.append(.stop(choice: 0, reason)) }
    return pieces + [.ends]
  }
}
