import StreamDecoding
import Testing

@testable import Endpoints

@Suite struct EndMarkTests {
  @Test(arguments: [
    "with the stream terminated by a `data: [DONE]` message.",
    "If set, partial message deltas will be sent, like in ChatGPT. Tokens will be sent as data-only\n"
      + "[server-sent events](https://developer.mozilla.org/x#format) as they become available,\n"
      + "with the stream terminated by a `data: [DONE]`\nmessage. [Example](https://x.example).",
    "The stream ends with [DONE].", "Ends with `[DONE]`.", "Streams tokens; ends with [DONE]",
    "The final event is `[DONE]`.", "The last message of the stream is: data: [DONE]",
    "Closes the connection after sending `[DONE]`.", "Each event is JSON until `[DONE]`.",
    "Chunks as server-sent events, followed by a final `data: [DONE]`.",
    "Server-sent events followed by `[DONE]`.", "The stream's sentinel is `[DONE]`.",
    "`[DONE]` marks the end of the stream.", "A `data: [DONE]` message signals completion.",
    "data: [DONE] is sent when the response is complete.",
    "Sends deltas as events, and `[DONE]` at the end.",
    "The server sends \"[DONE]\" as the last message.",
    "Events as they come, with **[DONE]** to indicate that the stream is over.",
    "The stream is not buffered, and terminates with a [DONE] event.",
    "SSE stream, end marker: `[DONE]`", "The terminating chunk is `data: [DONE]`.",
  ])
  func `a text tells what ends a stream`(text: String) {
    #expect(EndMark(in: text)?.text == "[DONE]")
  }

  @Test(arguments: [
    "[DONE]", "Tasks whose titles contain [DONE] are left out.",
    "Titles of finished tasks end with [DONE].", "Messages marked [DONE] are archived.",
    "The stream does not end with [DONE].", "There is no final `[DONE]` event.",
    "Unlike others, the stream never sends [DONE].", "Streams ended [tasks](http://x).",
    "Send [STOP] to end the stream.", "The stream ends with [PING].", "Ends with [done].",
    "Events of a list; a title may be [DONE]. The stream ends when the server closes it.",
    "The stream ends.\n\n[DONE] tasks are shown.", "ends with [DONE](http://x)", "",
  ])
  func `a text that only names a mark tells nothing`(text: String) {
    #expect(EndMark(in: text) == nil)
  }

  @Test func `every mark that programs know is one`() {
    #expect(EndMark(in: "The final event is `[END]`.")?.text == "[END]")
    #expect(EndMark(in: "Stream terminated by data:[STREAM_END].")?.text == "[STREAM_END]")
  }

  @Test func `a long text without an end is read at once`() {
    let text = String(
      repeating: "the stream ends with the end of the final event [DON] ", count: 9_000)
    #expect(EndMark(in: text) == nil)
  }

  @Test(arguments: [
    #""description": "Ends with [DONE].", "responses": {"200": {"content": SSE}}"#,
    #""summary": "Tokens until [DONE] as events", "responses": {"200": {"content": SSE}}"#,
    #""responses": {"200": {"description": "The stream ends with [DONE].", "content": SSE}}"#,
    #""responses": {"200": {"content": {"text/event-stream": {"schema":"#
      + #" {"type": "string", "description": "The final event is [DONE]."}}}}}"#,
    #""requestBody": {"content": {"application/json": {"schema": {"$ref":"#
      + ##" "#/components/schemas/Ask"}}}}, "responses": {"200": {"content": SSE}}"##,
  ])
  func `what ends a stream is looked for in every text of an operation`(text: String) throws {
    let operation = text.replacing("SSE", with: #"{"text/event-stream": {"schema": {}}}"#)
    let document = #"""
      {"openapi": "3.1.0", "paths": {"/x": {"post": {OPERATION}}}, "components": {"schemas": {"Ask":
        {"allOf": [{"type": "object", "properties": {"stream": {"type": "boolean",
          "description": "Whether to stream; terminated by a `data: [DONE]` message."}}}]}}}}
      """#.replacing("OPERATION", with: operation)
    let endpoint = try OpenAPIDocument(parsing: Array(document.utf8)).catalog(at: "x").endpoints[0]
    #expect(endpoint.sentinel == "[DONE]")
    let evidence = endpoint.evidence.first { $0.fact == .sentinel }
    #expect(evidence?.source == .openapi)
    #expect(evidence?.detail.hasPrefix("[DONE], as told: ") == true)
  }

  @Test func `an ordinary answer has no end of a stream`() throws {
    let document = #"""
      {"openapi": "3.1.0", "paths": {"/x": {"get": {"description": "The stream ends with [DONE].",
        "responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}}}}}
      """#
    let found = try OpenAPIDocument(parsing: Array(document.utf8)).catalog(at: "x")
    #expect(found.endpoints[0].sentinel == nil)
  }
}
