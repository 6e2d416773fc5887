import NIOCore
import StreamDecoding

extension Route {
  /// An answer in deltas, as servers of language models stream them.
  static let chatStream = Route(
    method: .POST, path: "/chat/stream", name: "chat_stream", tag: "chat",
    summary: "Ask the harbour master; the answer comes word by word",
    parameters: [
      .query("rate", .number(0...100_000), default: 20.0, "Words a second; 0 is unlimited"),
      .query("words", .integer(1...1_000_000), default: 60, "Words of the answer"),
    ],
    body: .model("ChatRequest"),
    content: .events(of: "ChatDelta")
  ) { inputs throws(Refusal) in
    let words = ChatAnswer.words(to: try ChatAnswer.message(in: inputs.body))
    let count = inputs.integer("words")
    return .stream(
      "text/event-stream",
      .records(count: count + 1, pace: Pace(rate: inputs.number("rate"))) { number, buffer in
        if number == count {
          buffer.writeString("data: [DONE]\n\n")
        } else {
          buffer.writeString("data: {\"delta\":\(words[number % words.count])}\n\n")
        }
      })
  }
}

private enum ChatAnswer {
  private static let text = """
    The tide turns at twenty past six, and the pilot boards off the north mole. Berth four is \
    free until noon; 海龍 takes it after that, draught eleven metres. Keep the red buoy to port, \
    hail us on channel twelve, and mind the fog ⚓ — it likes Tuesdays.
    """

  /// The question; `prompt` is understood too.
  static func message(in body: JSONValue) throws(Refusal) -> String {
    guard let value = body["message"] ?? body["prompt"] else {
      throw .invalid([.missing(["body", "message"], input: body)])
    }
    guard case .string(let message) = value else {
      throw .invalid([.string(["body", "message"], input: value)])
    }
    return message
  }

  /// The words of the answer, each with its space, written as JSON strings.
  static func words(to message: String) -> [String] {
    let question = message.unicodeScalars.prefix(80)
    let answer = "You asked: “\(String(String.UnicodeScalarView(question)))”. \(text)"
    return answer.split(separator: " ").map { JSONValue.string("\($0) ").text() }
  }
}
