import ClientExport
import Endpoints
import RecordStore
import ScriptedServers
import StreamDecoding

@testable import TUI

/// A backend for the tests, and a program that looks at it.
enum Harbour {
  static let metrics = Endpoint(
    name: "metrics_live", path: "/metrics/live", kind: .sse, mediaType: "text/event-stream",
    summary: "Load of one host, sampled as often as you like",
    parameters: [
      Parameter(
        name: "interval", location: .query,
        schema: ["type": "number", "default": 0.1, "minimum": 0.01]),
      Parameter(name: "host", location: .query, required: true, schema: ["type": "string"]),
      Parameter(
        name: "level", location: .query, schema: ["enum": ["info", "warn", "error"]]),
    ],
    item: NamedSchema(name: "Sample"),
    events: [NamedEvent(name: "tick"), NamedEvent(name: "warn")],
    location: SourceLocation(file: "main.py", line: 12))

  static let chat = Endpoint(
    name: "chat", method: "POST", path: "/chat/stream", kind: .sse,
    mediaType: "text/event-stream", summary: "Answers word by word",
    body: RequestBody(schema: ["$ref": "#/components/schemas/Prompt"]), sentinel: "[DONE]")

  static let catalog = Catalog(
    title: "Harbour API", version: "2.3", baseURL: "http://localhost:8000",
    endpoints: [
      Endpoint(name: "health", path: "/health", summary: "Is it up?"),
      chat,
      metrics,
      Endpoint(
        name: "rows", path: "/rows/{table}", kind: .ndjson, mediaType: "application/x-ndjson",
        parameters: [
          Parameter(name: "table", location: .path, required: true, schema: ["type": "string"])
        ]),
      Endpoint(name: "export", path: "/export.csv", kind: .file, tags: ["files"]),
      Endpoint(name: "logs", path: "/logs/tail", kind: .text, tags: ["files"]),
      Endpoint(name: "notes", method: "DELETE", path: "/notes/{id}", tags: ["files"]),
    ],
    models: [
      "Prompt": [
        "type": "object", "required": ["prompt"],
        "properties": [
          "prompt": ["type": "string"], "temperature": ["type": "number", "default": 0.7],
          "stop": ["type": "array"],
        ],
      ]
    ])
}

/// The program under test: keys in, screens and effects out, and a clock that the test moves.
final class Program {
  var state: AppState
  private(set) var now: Duration = .zero
  private let midnight = TimeOfDay(milliseconds: ((14 * 60 + 2) * 60) * 1000)

  init(
    _ columns: Int = 120, _ rows: Int = 36, catalog: Catalog? = Harbour.catalog,
    appearance: Appearance = Appearance(),
    memory: RecordMemory = RecordMemory(limit: 64 << 20, fileLimit: 0),
    given: [GivenHeader] = [], variables: Set<String>? = nil, isReadOnce: Bool = false,
    proxy: ProxyAddress? = nil
  ) {
    state = AppState(
      size: Size(columns: columns, rows: rows), appearance: appearance,
      target: "http://localhost:8000", memory: memory, given: given,
      variables: variables, isReadOnce: isReadOnce, proxy: proxy)
    wait(.zero)
    if let catalog { send(.discovered(catalog, failures: [])) }
  }

  var frame: Frame { view(state) }
  var screen: String { Screen.text(of: frame) }

  /// The screen's line with these words.
  func line(with words: String) -> String? {
    screen.split(separator: "\n").first { $0.contains(words) }.map(String.init)
  }

  /// Whether code is there as soon as it is asked for, as it seems to be for a small backend.
  var makesCode = true

  @discardableResult
  func send(_ action: Action) -> [Effect] {
    update(&state, action).flatMap { effect in
      if makesCode, case .makeCode(let job) = effect { return send(.codeMade(job.made())) }
      if case .spill = effect { return perform(effect) }
      return [effect]
    }
  }

  /// Where records go that memory has no room for.
  let recordFile = MemoryFile()
  /// Bytes that the disk has for them.
  var diskRoom = Int.max

  @discardableResult
  private func perform(_ effect: Effect) -> [Effect] {
    guard case .spill(let slab, let title) = effect else { return [effect] }
    let hasRoom = recordFile.bytesWanted + slab.byteCount <= diskRoom
    let outcome =
      hasRoom ? .written(recordFile.write(slab)) : SpillOutcome.failed("No space left")
    return send(.spilled(ticket: slab.ticket, of: title, outcome))
  }

  /// Presses keys one after the other and returns all effects.
  @discardableResult
  func press(_ keys: Key...) -> [Effect] { keys.flatMap { send(.key($0)) } }

  /// Types text, a key for each character.
  @discardableResult
  func type(_ text: String) -> [Effect] { text.flatMap { send(.key(.character($0))) } }

  func wait(_ duration: Duration) {
    now += duration
    send(.tick(now: now, wallClock: midnight.advanced(by: now)))
  }

  /// Ticks until filter and search are through.
  func finishExamining() {
    for _ in 0..<100_000 where state.stream?.isExamining == true { wait(.milliseconds(1)) }
  }

  func news(_ news: StreamNews, of number: Int = 1) {
    send(.stream(id: StreamID(number), news))
  }

  /// Takes records in, and their bytes as if they had come without any framing.
  func absorb(_ batch: RecordBatch, of number: Int = 1) {
    let bytes = batch.entries.reduce(0) { $0 + $1.payload.count }
    state.absorb(received: bytes, elapsed: now, into: StreamID(number))
    for effect in state.absorb(batch, elapsed: now, into: StreamID(number)) { perform(effect) }
  }

  /// An event of its own batch.
  func event(_ data: String, type: String = "", id: String = "", of number: Int = 1) {
    absorb(.event(data, type: type, id: id), of: number)
  }

  /// Ticks with rising IDs, 100 ms apart.
  func ticks(_ ids: ClosedRange<Int>) {
    for id in ids {
      wait(.milliseconds(100))
      event(
        "{\"cpu\":\(40 + id % 7).\(id % 10),\"mem\":0.6\(id % 5),\"host\":\"web-1\"}", type: "tick",
        id: String(id))
    }
  }

  /// Subscribes to `/metrics/live` with its required value.
  /// `c`, and Tab as often as it takes.
  func showCode(in language: ExportLanguage) {
    press(.character("c"))
    for other in ExportLanguage.allCases {
      if other == language { return }
      press(.tab)
    }
  }

  func openMetrics() {
    selectMetrics()
    press(.enter)
    type("web-1")
    press(.enter)
    news(.requested(lastEventID: nil))
    wait(.milliseconds(18))
    news(.opened(status: 200, mediaType: "text/event-stream"))
    wait(.milliseconds(23))
  }

  func selectMetrics() {
    select(Harbour.metrics.path)
  }

  func select(_ path: String) {
    press(.character("1"), .home)
    for _ in 0..<30 where state.endpoint?.path != path { press(.down) }
  }
}

extension RecordBatch {
  static func event(_ data: String, type: String = "", id: String = "") -> RecordBatch {
    var batch = RecordBatch()
    batch.add(.event, data, type: type, id: id)
    return batch
  }

  mutating func add(
    _ kind: Kind, _ payload: String, type: String = "", id: String = "", fault: RecordFault? = nil
  ) {
    func range(of text: String) -> Range<Int> {
      let start = bytes.count
      bytes += Array(text.utf8)
      return start..<bytes.count
    }
    entries.append(
      Entry(
        kind: kind, payload: range(of: payload), type: range(of: type), id: range(of: id),
        fault: fault))
  }
}
