import StreamClient
import StreamDecoding

/// The code of the articles in StreamClient.docc and StreamDecoding.docc, word for word:
/// `ArticleTests` runs it and compares the texts. `harbour` is the demo backend's address.
enum ArticleSamples {
  static func firstStream(harbour: String, print: Printed) async throws {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    for try await record in client.records(request) {
      guard case .event(let event) = record else { continue }
      print(event.type, event.data)
    }
  }

  static func firstCallbacks(
    harbour: String, print: Printed, enough: @Sendable () async -> Void
  ) async {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    var callbacks = StreamCallbacks()
    callbacks.onOpen = { response in print("open:", response.mediaType) }
    callbacks.onMessage = { event in print(event.type, event.data) }
    callbacks.onError = { failure, _ in print(failure.message) }

    let connection = client.stream(request, callbacks: callbacks)
    await enough()
    connection.close()
  }

  static func namedEvents(harbour: String, print: Printed) async throws {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    for try await record in client.records(request) {
      guard case .event(let event) = record else { continue }
      switch event.type {
      case "arrival": print("in: ", event.data)
      case "departure": print("out:", event.data)
      default: print(event.type, "after", event.lastEventID)
      }
    }
  }

  static func endMark(harbour: String, print: Printed) async throws {
    let client = StreamClient()
    let question: JSONValue = ["message": "When does the tide turn?"]
    let request = StreamRequest(
      url: "\(harbour)/chat/stream", method: "POST", content: .json(question))
    let options = StreamOptions(endData: "[DONE]")
    for try await record in client.records(request, options: options) {
      guard case .event(let event) = record, event.data != "[DONE]" else { continue }
      print(try JSONValue(parsing: event.data)["delta"]?.stringValue ?? "")
    }
  }

  static func signals(harbour: String, print: Printed) async {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    await client.run(request) { signal in
      switch signal {
      case .requesting(let url, let lastEventID): print("asking", url, lastEventID ?? "")
      case .opened(let response): print("open:", response.status)
      case .records(let batch):
        for entry in batch.entries where entry.kind.isRecord {
          print(batch.string(entry.type), batch.string(entry.payload))
        }
      case .lost(let failure, let retryIn, _): print(failure.message, "again in", retryIn)
      case .failed(let failure): print(failure.message)
      case .answering, .answered, .saved, .progress, .completed, .closed: break
      }
    }
  }

  static func jsonRecords(harbour: String, print: Printed) async throws {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/rows/ships?count=3")
    for try await record in client.records(request) {
      guard case .chunk(.value(let text)) = record else { continue }
      let row = try JSONValue(parsing: text)
      print(row["ship"]?.stringValue ?? "", row["imo"]?.intValue ?? 0)
    }
  }

  static func invalidRecords(url: String, print: Printed) async throws {
    let client = StreamClient()
    let options = StreamOptions(kind: .ndjson, invalidRecords: .deliver)
    for try await record in client.records(StreamRequest(url: url), options: options) {
      switch record {
      case .chunk(.value(let text)): print(text)
      case .invalid(let invalid): print("skipped:", invalid.reason)
      case .event, .chunk(.text): break
      }
    }
  }

  static func brokenStream(harbour: String, print: Printed) async {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/unstable/stream?after=2")
    do {
      for try await record in client.records(request) { print(record) }
    } catch {
      print(error.kind.rawValue, error.message)
    }
  }

  static func text(harbour: String, print: Printed) async throws {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/logs/tail?lines=3")
    for try await record in client.records(request) {
      guard case .chunk(.text(let piece)) = record else { continue }
      print(piece)
    }
  }

  static func download(harbour: String, folder: String, print: Printed) async throws {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/files/manifest/download")
    let file = try await client.download(request, to: .folder(folder)) { done, total in
      print(done, "of", total ?? 0)
    }
    print(file.name, file.length)
  }

  static func resumedDownload(harbour: String, folder: String, print: Printed) async {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/files/manifest/download")
    let options = DownloadOptions(resume: true, idleTimeout: .seconds(30))
    do {
      let file = try await client.download(request, to: .folder(folder), options: options)
      print(file.name, file.length)
    } catch {
      print(error.message)
    }
  }

  static func reconnecting(harbour: String, print: Printed) async {
    let client = StreamClient()
    let request = StreamRequest(
      url: "\(harbour)/ships/events?count=2&rate=0",
      authorization: { "Bearer \(await freshToken())" })
    let options = StreamOptions(
      reconnect: .onFailure, retryDelay: .seconds(1), lastEventID: "41",
      idleTimeout: .seconds(60))

    var callbacks = StreamCallbacks()
    callbacks.onMessage = { event in print("event", event.lastEventID) }
    callbacks.onError = { failure, retry in
      guard let retry else { return print("gave up:", failure.message) }
      print(failure.message, "trying again in", retry.delay)
    }
    callbacks.onComplete = { print("complete") }
    let connection = client.stream(request, options: options, callbacks: callbacks)
    await connection.finished()
  }

  static func restarting(
    harbour: String, print: Printed, networkChanges: AsyncStream<Void>
  ) async {
    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    var callbacks = StreamCallbacks()
    callbacks.onOpen = { response in print("open:", response.status) }
    let connection = client.stream(request, callbacks: callbacks)
    for await _ in networkChanges { connection.restart() }
    connection.close()
  }

  static func typedRecords(harbour: String, print: Printed) async throws {
    struct Ship: Decodable, Sendable {
      var ship: String
      var imo: Int
    }

    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/rows/ships?count=3")
    for try await row in client.records(request, of: Ship.self) {
      print(row.ship, row.imo)
    }
  }

  static func typedEvents(harbour: String, print: Printed) async throws {
    struct Movement: Decodable, Sendable {
      var ship: String
      var berth: Int
    }
    enum Notice: Sendable {
      case arrival(Movement)
      case departure(Movement)
      case other(String)
    }

    let client = StreamClient()
    let request = StreamRequest(url: "\(harbour)/ships/events")
    let notices = EventTypes<Notice>()
      .on("arrival", of: Movement.self) { .arrival($0) }
      .on("departure", of: Movement.self) { .departure($0) }
      .otherwise { .other($0.type) }
    for try await notice in client.events(request, as: notices) {
      switch notice {
      case .arrival(let movement): print("in: ", movement.ship, "at berth", movement.berth)
      case .departure(let movement): print("out:", movement.ship)
      case .other(let type): print(type)
      }
    }
  }

  static func sendingFiles(url: String, path: String, print: Printed) async throws {
    let client = StreamClient()
    var form = MultipartForm()
    form.add("title", "September")
    form.add("table", file: path, mediaType: "text/csv")

    var request = StreamRequest(url: url, method: "POST")
    request.content = .multipart(form)
    for try await event in client.events(request) {
      print(event.type, event.data)
    }
  }

  static func credentials(url: String, print: Printed) async throws {
    let client = StreamClient()
    var request = StreamRequest(url: url, headers: [HeaderField("Accept-Language", "de")])
    request.credentials = [
      .bearer { await freshToken() },
      .apiKey(query: "key") { "harbour" },
    ]
    for try await event in client.events(request) {
      print(event.type, event.data)
    }
  }

  static func decoding(print: Printed) throws {
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    for part in ["id: 1\nda", "ta: one\n", "\n: a comment\n"] {
      try decoder.decode(Array(part.utf8), into: &batch)
    }
    try decoder.finish(into: &batch)
    for entry in batch.entries {
      print(entry.kind, batch.string(entry.payload))
    }
  }

  static func faults(print: Printed) throws {
    var decoder = StreamDecoder(format: .ndjson)
    var batch = RecordBatch()
    try decoder.decode(Array("{\"a\":1}\n{oops}\n[2]\n".utf8), into: &batch)
    for entry in batch.entries {
      let text = batch.string(entry.payload)
      print(entry.fault.map { "\(text): \($0.sentence)" } ?? text)
    }
  }

  static func json(print: Printed) throws {
    var ship = try JSONValue(parsing: #"{"name":"Aurora","teu":1.50e3}"#)
    print(ship["name"]?.stringValue ?? "", ship["teu"]?.intValue ?? 0)
    print(ship.text())

    ship = ["name": "Petrel", "berths": [4, 5]]
    print(ship.text(pretty: true))
  }

  static func typed(print: Printed) throws {
    struct Ship: Decodable {
      var name: String
      var teu: Double?
    }

    let text = Array(#"{"name":"Aurora"}"#.utf8)
    let ship = try JSONRecordDecoder().decode(Ship.self, from: text[...])
    print(ship.name, ship.teu ?? 0)
  }

  private static func freshToken() async -> String { "harbour" }
}
