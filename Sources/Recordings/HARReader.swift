import StreamDecoding
import WebText

/// Reads an HTTP archive, as browsers save it.
///
/// Source: HTTP Archive 1.2; `_eventSourceMessages` is Chrome's, which keeps no text of event streams.
public struct HARReader {
  /// A larger one is refused: as values it is several times as large.
  public static let limit = 128 << 20

  /// A run for each request that was answered, in the order in which they began.
  public private(set) var runs: [RecordedRun] = []
  /// Their bodies, in which the places of parts lie.
  public private(set) var bodies: [UInt8] = []

  /// When its first request was made, in seconds since 1970.
  public let startedAt: Double

  /// Whether a file that begins so is one.
  public static func isHAR(_ start: [UInt8]) -> Bool {
    let text = String(decoding: start.prefix(4096), as: UTF8.self)
    let signs = text.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
    return signs.hasPrefix(#"{"log":{"#)
      && [#""creator""#, #""entries""#, #""pages""#].contains { signs.contains($0) }
  }

  /// Reads the whole file.
  public init(_ bytes: [UInt8]) throws(CaptureProblem) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let value: JSONValue
    do throws(RecordFault) {
      value = try JSONValue(parsing: text)
    } catch {
      throw CaptureProblem(line: nil, reason: "it is no JSON: \(error.sentence)")
    }
    guard let entries = value["log"]?["entries"]?.arrayValue else {
      throw CaptureProblem(line: nil, reason: "it is no HTTP archive: it has no log.entries")
    }
    let began = entries.compactMap { $0["startedDateTime"]?.stringValue.flatMap(HARTime.seconds) }
    startedAt = began.min() ?? 0
    for entry in entries { take(entry, start: startedAt) }
    runs.sort { $0.connections[0].asked < $1.connections[0].asked }
  }

  private mutating func take(_ entry: JSONValue, start: Double) {
    guard let request = entry["request"].flatMap(RecordedRequest.init(har:)),
      let response = entry["response"], let status = response["status"]?.intValue,
      (100...999).contains(status)
    else { return }
    let began = entry["startedDateTime"]?.stringValue.flatMap(HARTime.seconds) ?? start
    let asked = Self.duration(began - start)
    let waited = ["blocked", "dns", "connect", "send", "wait"].reduce(0.0) {
      $0 + max(0, entry["timings"]?[$1]?.doubleValue ?? 0)
    }
    let answered = asked + Self.duration(waited / 1000)
    let over = max(answered, asked + Self.duration((entry["time"]?.doubleValue ?? 0) / 1000))
    let content = response["content"]
    let messages = (entry["_eventSourceMessages"]?.arrayValue ?? []).map {
      HARMessage($0, start: start)
    }
    var connection = RecordedConnection(request: request, asked: asked)
    connection.head = Self.head(response, status, url: request.url, content, messages)
    connection.answered = answered
    connection.ending = .end
    for (at, bytes) in Self.parts(Self.text(of: content), messages, over: over) {
      let place = bodies.count..<bodies.count + bytes.count
      bodies += bytes
      connection.parts.append(RecordedPart(at: at, place: place))
    }
    runs.append(
      RecordedRun(number: runs.count + 1, request: request, connections: [connection]))
  }

  private static func text(of content: JSONValue?) -> [UInt8] {
    guard let text = content?["text"]?.stringValue else { return [] }
    guard content?["encoding"]?.stringValue == "base64" else { return Array(text.utf8) }
    return Base64.bytes(of: text.utf8) ?? []
  }

  /// The text as it was, with the times of its events where they are known; without a text what the
  /// events tell of it.
  private static func parts(
    _ text: [UInt8], _ messages: [HARMessage], over: Duration
  ) -> [(at: Duration, bytes: [UInt8])] {
    if text.isEmpty { return messages.map { ($0.at, $0.text) } }
    let blocks = HARMessage.blocks(of: text)
    guard !messages.isEmpty, blocks.count == messages.count else { return [(over, text)] }
    return zip(blocks, messages).map { ($1.at, $0) }
  }

  private static func head(
    _ response: JSONValue, _ status: Int, url: String, _ content: JSONValue?,
    _ messages: [HARMessage]
  ) -> RecordedHead {
    // The text is without them, and what the browser had of it may be less than came.
    let undone: Set<String> = ["content-encoding", "content-length", "transfer-encoding"]
    var headers = [RecordedHeader](har: response["headers"]).filter {
      !undone.contains($0.name.lowercased()) && !$0.name.hasPrefix(":")
    }
    if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      let type = content?["mimeType"]?.stringValue ?? ""
      let known = messages.isEmpty ? type : MediaType.eventStream
      if !known.isEmpty, known.isPlainField {
        headers.append(RecordedHeader("Content-Type", known))
      }
    }
    return RecordedHead(
      status: status, httpVersion: version(response["httpVersion"]?.stringValue),
      headers: headers, url: url)
  }

  /// Browsers write `HTTP/2`, `HTTP/2.0`, `http/2.0` and `h2` for the same.
  private static func version(_ text: String?) -> String {
    let text = (text ?? "").lowercased()
    let digits = text.hasPrefix("http/") ? text.dropFirst(5) : text.drop { $0 == "h" }
    return switch digits {
    case "1.0", "2", "3": String(digits)
    case "2.0", "3.0": String(digits.dropLast(2))
    default: "1.1"
    }
  }

  static func duration(_ seconds: Double) -> Duration {
    seconds.isFinite ? .seconds(min(max(0, seconds), 1e9)) : .zero
  }
}

extension RecordedRequest {
  fileprivate init?(har value: JSONValue) {
    guard let url = value["url"]?.stringValue,
      url.hasPrefix("http://") || url.hasPrefix("https://")
    else { return nil }
    self.init(
      method: value["method"]?.stringValue ?? "GET", url: url,
      headers: [RecordedHeader](har: value["headers"]).filter { !$0.name.hasPrefix(":") },
      body: value["postData"]?["text"]?.stringValue)
  }
}

extension [RecordedHeader] {
  fileprivate init(har value: JSONValue?) {
    self = (value?.arrayValue ?? []).compactMap { header in
      guard let name = header["name"]?.stringValue, let value = header["value"]?.stringValue,
        name.isPlainField, value.isPlainField
      else { return nil }
      return RecordedHeader(name, value)
    }
  }
}

extension String {
  /// Whether it can stand in a head, where the end of a line would begin another.
  fileprivate var isPlainField: Bool { !utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F } }
}
