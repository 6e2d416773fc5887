/// What the scripted server does on one connection, step by step.
///
/// Bytes are played as they are written, so a script can speak broken HTTP as easily as good HTTP.
/// When the steps have run out the connection is held open.
///
/// ```swift
/// let script: ConnectionScript = [
///   .expectRequest,
///   .head(headers: ["Content-Type": "text/event-stream"], framing: .chunked),
///   .chunk("data: one\n\n"),
///   .reset,
/// ]
/// ```
public struct ConnectionScript: Sendable, Hashable, ExpressibleByArrayLiteral {
  /// The steps, played in order.
  public var steps: [Step]

  /// A script of these steps.
  public init(_ steps: [Step]) {
    self.steps = steps
  }

  /// A script written as a list of its steps.
  public init(arrayLiteral elements: Step...) {
    steps = elements
  }

  /// One thing the server does on a connection.
  public enum Step: Sendable, Hashable {
    /// Reads one whole request, head and body, and records it.
    case expectRequest
    /// Sends these bytes; the next step waits until the kernel has taken them.
    case send([UInt8])
    /// Sends these bytes so many times, as fast as the client reads them.
    case flood([UInt8], times: Int)
    /// Does nothing for so long; the connection stays open.
    case wait(milliseconds: Int)
    /// Cuts the connection with a TCP reset (RST). Bytes the client has not read yet may be lost
    /// with it: put a `.wait` before it where they must arrive.
    case reset
    /// Ends the connection in good order (FIN).
    case close
    /// Keeps the connection open, silent, until the client or `stop()` ends it.
    case hold
  }
}

extension ConnectionScript {
  /// Answers one request in full, then ends the connection.
  public static func answer(
    status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: String = ""
  ) -> ConnectionScript {
    var head = Step.fields(status: status, headers: headers)
    head += "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
    return [.expectRequest, .send(head + body), .close]
  }

  /// Answers with one whole body as a stream of this media type, then ends it cleanly.
  public static func stream(_ mediaType: String, _ parts: String...) -> ConnectionScript {
    let head = Step.head(headers: ["Content-Type": mediaType], framing: .chunked)
    return ConnectionScript([.expectRequest, head] + parts.map(Step.chunk) + [.lastChunk, .close])
  }

  /// Reads the request and hangs up without a word.
  public static let closeBeforeHeaders: ConnectionScript = [.expectRequest, .close]
}

extension ConnectionScript.Step {
  /// How the end of a body is told.
  public enum Framing: Sendable, Hashable {
    /// `Transfer-Encoding: chunked`: send the body with `.chunk` and end it with `.lastChunk`.
    case chunked
    /// `Content-Length` with this many bytes, whether or not they are sent.
    case length(Int)
    /// The body lasts until the connection closes.
    case untilClose
  }

  /// Sends text as UTF-8.
  public static func send(_ text: String) -> Self {
    .send(Array(text.utf8))
  }

  /// Sends a response head; the body is yours to send.
  public static func head(
    status: Int = 200, headers: KeyValuePairs<String, String> = [:], framing: Framing
  ) -> Self {
    var text = fields(status: status, headers: headers)
    switch framing {
    case .chunked: text += "Transfer-Encoding: chunked\r\n"
    case .length(let length): text += "Content-Length: \(length)\r\n"
    case .untilClose: text += "Connection: close\r\n"
    }
    return .send(text + "\r\n")
  }

  /// Sends a whole response, with its Content-Length.
  public static func response(
    status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: [UInt8]
  ) -> Self {
    let head = head(status: status, headers: headers, framing: .length(body.count))
    guard case .send(let bytes) = head else { return head }
    return .send(bytes + body)
  }

  /// Sends a whole response with a text body, with its Content-Length in bytes.
  public static func response(
    status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: String = ""
  ) -> Self {
    response(status: status, headers: headers, body: Array(body.utf8))
  }

  /// Sends one part of a chunked body. Empty parts are not sent: they would end the body.
  public static func chunk(_ bytes: [UInt8]) -> Self {
    guard !bytes.isEmpty else { return .send([]) }
    let size = String(bytes.count, radix: 16)
    return .send(Array("\(size)\r\n".utf8) + bytes + Array("\r\n".utf8))
  }

  /// Sends one part of a chunked body as UTF-8.
  public static func chunk(_ text: String) -> Self {
    chunk(Array(text.utf8))
  }

  /// Ends a chunked body.
  public static let lastChunk = Self.send("0\r\n\r\n")

  fileprivate static func fields(
    status: Int, headers: KeyValuePairs<String, String>
  ) -> String {
    headers.reduce(into: "HTTP/1.1 \(status) \(reason(of: status))\r\n") { text, field in
      text += "\(field.key): \(field.value)\r\n"
    }
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301, 302, 303, 307, 308: "Redirect"
    case 404: "Not Found"
    case 416: "Range Not Satisfiable"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 503: "Service Unavailable"
    default: "Status"
    }
  }
}
