import StreamDecoding
import WebText

/// What is wrong with a capture, and in which line.
public struct CaptureProblem: Error, Sendable, Hashable {
  /// From 1; nil where it is wrong as a whole.
  public var line: Int?
  /// What is wrong, as the rest of a sentence.
  public var reason: String

  /// A problem in a line, or of the whole.
  public init(line: Int?, reason: String) {
    self.line = line
    self.reason = reason
  }

  /// `run.capture:17: it is no JSON: …`
  public func sentence(in file: String) -> String {
    file + (line.map { ":\($0): " } ?? ": ") + reason
  }
}

/// Reads a capture line by line.
public struct CaptureReader: Sendable {
  /// One line of it.
  public struct Line: Sendable, Hashable {
    /// Since the capture's start.
    public var at: Duration
    /// The run's number within the file.
    public var run: Int
    /// What it tells; nil for something that this version does not know, which is passed over.
    public var entry: CaptureEntry?
  }

  /// When it began, in seconds since 1970; nil before the header and where that doesn't say.
  public private(set) var startedAt: Double?
  private var number = 0
  private var hasHeader = false

  /// Before the first line.
  public init() {}

  /// Whether a file that begins so is a capture.
  public static func isCapture(_ start: [UInt8]) -> Bool {
    start.starts(with: #"{"fluidtop":"capture""#.utf8)
  }

  /// Reads the next line, without its end; nil for the header and for a blank one.
  public mutating func line(_ bytes: [UInt8]) throws(CaptureProblem) -> Line? {
    number += 1
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return nil }
    let value: JSONValue
    do throws(RecordFault) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw problem("it is no JSON: \(error.sentence)")
    }
    guard hasHeader else {
      try check(header: value)
      startedAt = value["startedAt"]?.stringValue.flatMap(HARTime.seconds)
      hasHeader = true
      return nil
    }
    return try line(value)
  }

  /// The bytes of a line that is known to tell of a part; nil where it does not.
  public static func part(in line: [UInt8]) -> [UInt8]? {
    guard let value = try? JSONValue(parsing: line), let text = value[3]?.stringValue else {
      return nil
    }
    return value[2]?.stringValue == "part64" ? Base64.bytes(of: text.utf8) : Array(text.utf8)
  }

  private func problem(_ reason: String) -> CaptureProblem {
    CaptureProblem(line: number, reason: reason)
  }

  private func check(header: JSONValue) throws(CaptureProblem) {
    guard header["fluidtop"]?.stringValue == "capture", let version = header["version"]?.intValue
    else { throw problem("it is no capture of fluidtop: its first line says what a capture is") }
    guard version <= CaptureText.version else {
      throw problem(
        "it is of version \(version), which a newer fluidtop wrote; this one reads up to "
          + "\(CaptureText.version)")
    }
  }

  private func line(_ value: JSONValue) throws(CaptureProblem) -> Line {
    guard let at = value[0]?.doubleValue, at.isFinite, at >= 0, at < 1e9,
      let run = value[1]?.intValue, let name = value[2]?.stringValue, let content = value[3]
    else { throw problem("it is not [seconds, run, \"name\", …]") }
    return Line(at: .seconds(at), run: run, entry: try entry(name, content))
  }

  private func entry(
    _ name: String, _ content: JSONValue
  ) throws(CaptureProblem) -> CaptureEntry? {
    switch name {
    case "request": return .request(try request(content))
    case "head": return .head(try head(content))
    case "part": return .part(Array(try text(content, "part").utf8))
    case "part64":
      guard let bytes = Base64.bytes(of: try text(content, "part64").utf8) else {
        throw problem("its part64 is no base 64")
      }
      return .part(bytes)
    case "end": return .end
    case "lost": return .lost(failure(content))
    case "failed": return .failed(failure(content))
    case "closed": return .closed
    case "note": return .note(try text(content, "note"))
    default: return nil
    }
  }

  private func text(_ value: JSONValue, _ name: String) throws(CaptureProblem) -> String {
    guard let text = value.stringValue else { throw problem("its \(name) is no string") }
    return text
  }

  private func request(_ value: JSONValue) throws(CaptureProblem) -> RecordedRequest {
    guard let url = value["url"]?.stringValue else { throw problem("its request has no url") }
    return RecordedRequest(
      method: value["method"]?.stringValue ?? "GET", url: url,
      headers: try headers(value["headers"]), body: value["body"]?.stringValue,
      endpoint: value["endpoint"]?.stringValue, lastEventID: value["lastEventId"]?.stringValue)
  }

  private func head(_ value: JSONValue) throws(CaptureProblem) -> RecordedHead {
    guard let status = value["status"]?.intValue, (100...999).contains(status) else {
      throw problem("its head has no status from 100 to 999")
    }
    return RecordedHead(
      status: status, httpVersion: value["httpVersion"]?.stringValue ?? "1.1",
      headers: try headers(value["headers"]), url: value["url"]?.stringValue ?? "")
  }

  private func headers(_ value: JSONValue?) throws(CaptureProblem) -> [RecordedHeader] {
    var headers: [RecordedHeader] = []
    for pair in value?.arrayValue ?? [] {
      guard let name = pair[0]?.stringValue, let value = pair[1]?.stringValue else {
        throw problem("a header is not [\"name\", \"value\"]")
      }
      headers.append(RecordedHeader(name, value))
    }
    return headers
  }

  private func failure(_ value: JSONValue) -> RecordedFailure {
    RecordedFailure(
      kind: value["kind"]?.stringValue ?? "", message: value["message"]?.stringValue ?? "")
  }
}
