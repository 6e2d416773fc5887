import StreamDecoding

/// The shapes in which models send their answers piece by piece.
enum ModelDialect: String, Hashable, Sendable {
  case openAIChat = "OpenAI chat"
  case openAIResponses = "OpenAI responses"
  case anthropic = "Anthropic messages"
  case gemini = "Gemini"
  case ollama = "Ollama"
  case uiMessages = "AI SDK messages"
  case dataStream = "AI SDK data"
  /// `{"delta":"Hello"}` or `{"token":"Hello"}`: what backends of one's own send.
  case singleMember = "pieces"
  case plainText = "text"
  /// A path of the user's.
  case path = "path"

  /// The dialect of one record by its shape alone, and what it says; nil where it is none.
  static func read(_ value: JSONValue) -> (dialect: ModelDialect, pieces: [AssemblyPiece])? {
    if let type = value["type"]?.stringValue {
      if type.hasPrefix("response.") { return (.openAIResponses, response(type, value)) }
      if let pieces = anthropic(type, value) { return (.anthropic, pieces) }
      if let pieces = uiMessage(type, value) { return (.uiMessages, pieces) }
    }
    if value["choices"]?.arrayValue != nil { return (.openAIChat, chat(value)) }
    if value["candidates"]?.arrayValue != nil || value["usageMetadata"]?.objectValue != nil {
      return (.gemini, gemini(value))
    }
    if value["done"]?.boolValue != nil,
      value["response"]?.stringValue != nil || value["message"]?.objectValue != nil
    {
      return (.ollama, ollama(value))
    }
    guard value.objectValue?.count == 1, let piece = value["delta"] ?? value["token"],
      piece.stringValue != nil
    else { return nil }
    return (.singleMember, text(.text, piece))
  }

  /// A piece of text, unless it is empty or none.
  static func text(
    _ kind: AssemblyPart.Kind, choice: Int = 0, item: String = "", _ value: JSONValue?
  ) -> [AssemblyPiece] {
    guard let text = value?.stringValue, !text.isEmpty else { return [] }
    return [.text(.init(kind: kind, choice: choice, item: item), text)]
  }

  /// A tool by its name, as far as it is there.
  static func tool(
    choice: Int = 0, item: String, name: JSONValue?, arguments: JSONValue?
  ) -> [AssemblyPiece] {
    let key = AssemblyPart.Key(kind: .tool, choice: choice, item: item)
    var pieces: [AssemblyPiece] = []
    if let name = name?.stringValue, !name.isEmpty { pieces.append(.name(key, name)) }
    switch arguments {
    case .string(let text)? where !text.isEmpty: pieces.append(.text(key, text))
    case .object?, .array?: pieces.append(.text(key, arguments?.text() ?? ""))
    case .string?, .null?, .bool?, .number?, nil: break
    }
    return pieces
  }
}
