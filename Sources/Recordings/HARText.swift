import StreamDecoding
import WebText

/// Writes recordings as an HTTP archive, an entry for each connection.
///
/// Source: HTTP Archive 1.2, with Chrome's `_eventSourceMessages`.
public enum HARText {
  /// A body as an archive has it.
  public struct Body: Sendable {
    /// Without a content coding, unless it could not be undone.
    public var bytes: [UInt8]
    /// The events of an event stream, and when each came.
    public var events: [Event]

    /// A body with what was found in it.
    public init(bytes: [UInt8], events: [Event]) {
      self.bytes = bytes
      self.events = events
    }
  }

  /// An event of a stream.
  public struct Event: Sendable {
    var at: Duration
    var name: String
    var id: String
    var data: String

    /// An event, `at` since the capture's start.
    public init(at: Duration, name: String, id: String, data: String) {
      self.at = at
      self.name = name
      self.id = id
      self.data = data
    }
  }

  /// What stands before the entries, and behind them; commas stand between.
  public static func frame(program: String, version: String) -> (start: String, end: String) {
    let creator: JSONValue = ["name": .string(program), "version": .string(version)]
    return (#"{"log":{"version":"1.2","creator":\#(creator.text()),"entries":["# + "\n", "\n]}}\n")
  }

  /// The entry of a connection.
  ///
  /// - Parameter start: When the capture began, in seconds since 1970.
  public static func entry(
    _ connection: RecordedConnection, start: Double, _ body: Body
  ) -> JSONValue {
    let answered = connection.answered ?? connection.asked
    let over = connection.parts.last?.at ?? answered
    var entry: JSONObject = [
      "startedDateTime": .string(HARTime.text(start + connection.asked.seconds)),
      "time": .number(milliseconds(over - connection.asked)),
      "request": request(connection.request),
      "response": response(connection.head, body),
      "cache": [:],
      "timings": [
        "send": 0, "wait": .number(milliseconds(answered - connection.asked)),
        "receive": .number(milliseconds(over - answered)),
      ],
    ]
    if let words = connection.ending?.words { entry["comment"] = .string(words) }
    if !body.events.isEmpty {
      entry["_eventSourceMessages"] = .array(
        body.events.map {
          [
            "time": .number(start + $0.at.seconds), "eventName": .string($0.name),
            "eventId": .string($0.id), "data": .string($0.data),
          ]
        })
    }
    return .object(entry)
  }

  private static func milliseconds(_ time: Duration) -> Double { max(0, time.seconds * 1000) }

  private static func request(_ request: RecordedRequest) -> JSONValue {
    var value: JSONObject = [
      "method": .string(request.method), "url": .string(request.url), "httpVersion": "HTTP/1.1",
      "cookies": [], "headers": headers(request.headers), "queryString": query(request.url),
      "headersSize": -1, "bodySize": .number(request.body?.utf8.count ?? 0),
    ]
    if let body = request.body {
      let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
      value["postData"] = ["mimeType": .string(type), "text": .string(body)]
    }
    return .object(value)
  }

  private static func query(_ url: String) -> JSONValue {
    guard let mark = url.firstIndex(of: "?") else { return [] }
    let text = url[url.index(after: mark)...].prefix { $0 != "#" }
    return .array(
      text.split(separator: "&").map { pair in
        let name = pair.prefix { $0 != "=" }
        let value = pair.dropFirst(name.count + 1)
        return [
          "name": .string(PercentCoding.decoded(form: name)),
          "value": .string(PercentCoding.decoded(form: value)),
        ]
      })
  }

  private static func response(_ head: RecordedHead?, _ body: Body) -> JSONValue {
    var content: JSONObject = [
      "size": .number(body.bytes.count), "mimeType": .string(head?.header("Content-Type") ?? ""),
    ]
    if let text = String(validating: body.bytes, as: UTF8.self) {
      content["text"] = .string(text)
    } else {
      content["text"] = .string(Base64.text(of: body.bytes))
      content["encoding"] = "base64"
    }
    return [
      "status": .number(head?.status ?? 0), "statusText": "",
      "httpVersion": .string("HTTP/" + (head?.httpVersion ?? "1.1")), "cookies": [],
      "headers": headers(head?.headers ?? []), "content": .object(content), "redirectURL": "",
      "headersSize": -1, "bodySize": .number(body.bytes.count),
    ]
  }

  private static func headers(_ headers: [RecordedHeader]) -> JSONValue {
    .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] })
  }
}

extension CaptureEntry {
  /// What an archive has no member for.
  fileprivate var words: String? {
    switch self {
    case .lost(let failure), .failed(let failure): failure.message
    case .closed: "closed by the client"
    case .request, .head, .part, .end, .note: nil
    }
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
