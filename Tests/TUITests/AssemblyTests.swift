import RecordStore
import StreamDecoding
import Testing

@testable import TUI

/// The text of a model's answer, joined from its stream.
@Suite struct AssemblyTests {
  /// A stream as a provider sends it and what is joined of it: parts under their headings, the end,
  /// tokens.
  struct Sample: Sendable {
    var name: String
    var kind = RecordBatch.Kind.event
    var records: [String]
    var parts: [String] = []
    var tokens: Int?
    var stop: String?
  }

  private static let samples = [
    Sample(
      name: "OpenAI chat",
      records: [
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null}"#,
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}]}"#,
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]}"#,
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"#,
        "[DONE]",
      ], parts: ["text: Hello"], tokens: 2, stop: "stop"),
    Sample(
      name: "OpenAI chat",
      records: [
        #"{"id":"c","choices":[{"index":1,"delta":{"content":"B"}},{"index":0,"delta":{"content":"A"}}]}"#,
        #"{"id":"c","choices":[{"index":0,"delta":{"reasoning_content":"hm"}},{"index":1,"delta":{"refusal":"no"}}]}"#,
        #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}]}}]}"#,
        #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}},{"index":1,"function":{"name":"now","arguments":"{}"}}]}}]}"#,
        #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Rome\"}"}}]},"finish_reason":"tool_calls"}]}"#,
      ],
      parts: [
        "choice 1 text: B", "choice 0 text: A", "choice 0 reasoning: hm", "choice 1 refusal: no",
        #"choice 0 tool 0 get_weather: {"city":"Rome"}"#, "choice 0 tool 1 now: {}",
      ], stop: "tool_calls"),
    Sample(
      name: "OpenAI responses",
      records: [
        #"{"type":"response.created","response":{"id":"resp_1","status":"in_progress"}}"#,
        #"{"type":"response.output_item.added","output_index":0,"item":{"type":"message","role":"assistant"}}"#,
        #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"think"}"#,
        #"{"type":"response.output_text.delta","item_id":"m","output_index":1,"content_index":0,"delta":"Hi"}"#,
        #"{"type":"response.output_text.delta","item_id":"m","output_index":1,"content_index":0,"delta":" you"}"#,
        #"{"type":"response.output_text.done","item_id":"m","output_index":1,"text":"Hi you"}"#,
        #"{"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","name":"f","call_id":"c"}}"#,
        #"{"type":"response.function_call_arguments.delta","output_index":2,"delta":"{\"a\":1"}"#,
        #"{"type":"response.function_call_arguments.delta","output_index":2,"delta":"}"}"#,
        #"{"type":"response.completed","response":{"status":"completed","usage":{"input_tokens":5,"output_tokens":7}}}"#,
      ], parts: ["reasoning: think", "text: Hi you", #"tool 2 f: {"a":1}"#], tokens: 7,
      stop: "completed"),
    Sample(
      name: "Anthropic messages",
      records: [
        #"{"type":"message_start","message":{"id":"msg_1","type":"message","content":[],"usage":{"input_tokens":25,"output_tokens":1}}}"#,
        #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"xx"}}"#,
        #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
        #"{"type":"ping"}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Okay"}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"!"}}"#,
        #"{"type":"content_block_stop","index":1}"#,
        #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"get_weather","input":{}}}"#,
        #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"x\":"}}"#,
        #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":89}}"#,
        #"{"type":"message_stop"}"#,
      ], parts: ["reasoning: Let me", "text: Okay!", #"tool 2 get_weather: {"x":1}"#], tokens: 89,
      stop: "tool_use"),
    Sample(
      name: "Gemini", kind: .value,
      records: [
        #"{"candidates":[{"content":{"parts":[{"text":"why","thought":true}],"role":"model"}}],"usageMetadata":{"promptTokenCount":4},"responseId":"r"}"#,
        #"{"candidates":[{"content":{"parts":[{"text":"One "},{"text":"two"}],"role":"model"},"index":0}],"responseId":"r"}"#,
        #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":[1]}}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":3,"thoughtsTokenCount":2},"responseId":"r"}"#,
      ], parts: ["reasoning: why", "text: One two", #"tool f f: {"a":[1]}"#], tokens: 5,
      stop: "STOP"),
    Sample(
      name: "Ollama", kind: .value,
      records: [
        #"{"model":"llama3","created_at":"x","message":{"role":"assistant","content":"Th"},"done":false}"#,
        #"{"model":"llama3","created_at":"x","message":{"role":"assistant","content":"e","tool_calls":[{"function":{"name":"f","arguments":{"a":1}}}]},"done":false}"#,
        #"{"model":"llama3","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":26,"eval_count":290,"eval_duration":4709213000}"#,
      ], parts: ["text: The", #"tool 0 f: {"a":1}"#], tokens: 290, stop: "stop"),
    Sample(
      name: "Ollama", kind: .value,
      records: [
        #"{"model":"llama3","response":"a","done":false}"#,
        #"{"model":"llama3","response":"b","done":false}"#,
      ], parts: ["text: ab"]),
    Sample(
      name: "AI SDK messages",
      records: [
        #"{"type":"start","messageId":"m"}"#, #"{"type":"reasoning-delta","id":"r","delta":"hm"}"#,
        #"{"type":"text-start","id":"t"}"#, #"{"type":"text-delta","id":"t","delta":"He"}"#,
        #"{"type":"text-delta","id":"t","delta":"y"}"#,
        #"{"type":"tool-input-start","toolCallId":"c1","toolName":"f"}"#,
        #"{"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"{\"a\""}"#,
        #"{"type":"tool-input-available","toolCallId":"c1","toolName":"f","input":{"a":1}}"#,
        #"{"type":"finish"}"#, "[DONE]",
      ], parts: ["reasoning: hm", "text: Hey", #"tool c1 f: {"a":1}"#]),
    Sample(
      name: "AI SDK data", kind: .text,
      records: [
        "f:{\"messageId\":\"m\"}\n0:\"He", "llo\"\n0:\" you\"\ng:\"hm\"\n",
        "9:{\"toolCallId\":\"c\",\"toolName\":\"f\",\"args\":{\"a\":1}}\n",
        "d:{\"finishReason\":\"stop\",\"usage\":{\"promptTokens\":4,\"completionTokens\":6}}\n",
      ], parts: ["text: Hello you", "reasoning: hm", #"tool c f: {"a":1}"#], tokens: 6,
      stop: "stop"),
    Sample(
      name: "text", kind: .text, records: ["Once ", "upon\na", " time"],
      parts: ["text: Once upon\na time"]),
    Sample(
      name: "pieces",
      records: [#"{"delta":"Hel"}"#, #"{"delta":"lo"}"#, "[DONE]"], parts: ["text: Hello"]),
  ]

  private func assembly(_ sample: Sample) -> Assembly {
    var store = RecordStore()
    var assembly = Assembly(asked: .seconds(1))
    for (index, record) in sample.records.enumerated() {
      var batch = RecordBatch()
      batch.add(sample.kind, record)
      store.append(batch, at: .seconds(2) + .milliseconds(100 * index))
      assembly.takeMore(of: store)
    }
    return assembly
  }

  private func parts(_ assembly: Assembly) -> [String] {
    assembly.parts.map { "\(assembly.heading(of: $0)): \($0.text)" }
  }

  @Test(arguments: samples.indices)
  func `an answer is joined as its provider sends it`(index: Int) {
    let sample = Self.samples[index]
    let assembly = assembly(sample)
    #expect(assembly.dialect?.rawValue == sample.name)
    #expect(parts(assembly) == sample.parts)
    #expect(assembly.outputTokens == sample.tokens)
    #expect(assembly.stops[0] == sample.stop)
  }

  @Test(arguments: samples.indices)
  func `any other answer's shape in between changes nothing`(index: Int) {
    for other in Self.samples where other.name != Self.samples[index].name && other.kind != .text {
      var sample = Self.samples[index]
      guard sample.kind != .text else { continue }
      sample.records.append(contentsOf: other.records.prefix(2))
      #expect(parts(assembly(sample)) == sample.parts)
    }
  }

  @Test func `the rate says whether it counts tokens or pieces`() {
    let counted = assembly(Self.samples[0])
    #expect(
      counted.facts == [
        "first token 1.10 s", "2 tokens, 20.0/s (usage)", "OpenAI chat", "9 tokens asked",
      ])
    let pieces = assembly(Self.samples[6])
    #expect(pieces.facts == ["first token 1.00 s", "2 pieces, 20.0/s (no usage sent)", "Ollama"])
  }

  @Test func `a second answer in one stream takes the place of the first`() {
    var sample = Self.samples[5]
    sample.records += [
      #"{"model":"llama3","message":{"role":"assistant","content":"Next"},"done":false}"#
    ]
    let assembly = assembly(sample)
    #expect(parts(assembly) == ["text: Next"])
    #expect(assembly.facts.first == "answer 2")
  }

  @Test func `what is more than is kept is said`() {
    var sample = Self.samples[6]
    let text = String(repeating: "x", count: 1 << 20)
    sample.records = (0..<6).map { _ in "{\"response\":\"\(text)\",\"done\":false}" }
    let assembly = assembly(sample)
    #expect(assembly.parts[0].bytes.count <= Assembly.longest)
    #expect(assembly.gaps.count == 1)
    sample.records = (0..<100).map {
      "{\"choices\":[{\"index\":\($0),\"delta\":{\"content\":\"x\"}}]}"
    }
    #expect(self.assembly(sample).parts.count == Assembly.mostParts)
  }

  @Test(arguments: [
    #"{"type":"message_start"}"#, #"{"choices":[null,1,{"delta":[]}],"usage":5}"#,
    #"{"candidates":[{"content":{"parts":{}}}]}"#, #"{"done":true,"message":{"tool_calls":[1]}}"#,
    #"{"type":"response.completed"}"#, #"{"type":"content_block_delta","index":1e99}"#, "{", "",
    #"{"usageMetadata":{"candidatesTokenCount":9223372036854775807,"thoughtsTokenCount":9}}"#,
  ])
  func `odd records of a known shape do no harm`(record: String) {
    #expect(assembly(Sample(name: "", records: [record])).parts.isEmpty)
  }

  @Test(arguments: [(120, 36), (80, 24)])
  func `the assembled tab follows the answer`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.press(.character("5"), .character("a"))
    #expect(program.line(with: "no answer of a model") != nil)
    for record in Self.samples[3].records {
      program.wait(.milliseconds(100))
      program.event(record)
    }
    program.wait(.zero)
    Screen.expect(program.state, is: "assembled-\(columns)x\(rows)")
    #expect(program.type("y") == [.copy(program.state.stream?.assembly.text ?? "")])
  }

  @Test func `an answer that has no text yet shows nothing and moves nowhere`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("5"), .character("a"))
    program.event(Self.samples[3].records[0])
    program.wait(.zero)
    #expect(program.line(with: "Anthropic messages") != nil)
    program.type("jkGgl")
    program.press(.pageDown, .mouse(MouseEvent(kind: .wheelDown, column: 40, row: 28)))
    #expect(program.line(with: "Anthropic messages") != nil)
  }

  @Test func `a path of the user's is joined`() {
    let program = Program()
    program.openMetrics()
    program.event(#"{"out":{"t":"Hel"}}"#)
    program.event(#"{"out":{"t":"lo \u001b[31m"}}"#)
    program.press(.character(":"))
    program.type("assemble")
    program.press(.enter)
    program.type("out")
    program.press(.enter)
    #expect(program.line(with: "is no field") != nil)
    program.press(.control("u"))
    program.type(".out.t")
    program.press(.enter)
    #expect(program.line(with: "Hello ␛[31m") != nil)
    #expect(program.line(with: "2 pieces") != nil)
  }
}
