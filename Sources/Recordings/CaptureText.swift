import StreamDecoding
import WebText

/// Writes a capture: UTF-8, one JSON value a line, each of them a whole thing, so that a file that
/// breaks off has lost its last line at most.
public enum CaptureText {
  /// The version of the form.
  public static let version = 1

  /// The first line. `startedAt` is RFC 3339 with microseconds.
  public static func header(startedAt: String, program: String) -> [UInt8] {
    let header: JSONValue = [
      "fluidtop": "capture", "version": .number(version), "startedAt": .string(startedAt),
      "program": .string(program),
    ]
    return Array(header.text().utf8) + [0x0A]
  }

  /// Adds the line of what happened `elapsed` after `startedAt` in the run of that number.
  public static func append(
    _ entry: CaptureEntry, at elapsed: Duration, run: Int, to output: inout [UInt8]
  ) {
    if case .part(let bytes) = entry {
      bytes.withUnsafeBytes { append(part: $0, at: elapsed, run: run, to: &output) }
      return
    }
    let (name, value) = described(entry)
    begin(name, at: elapsed, run: run, in: &output)
    output += Array(value.text().utf8)
    output += Array("]\n".utf8)
  }

  /// The same of a part, without a copy of it.
  public static func append(
    part: UnsafeRawBufferPointer, at elapsed: Duration, run: Int, to output: inout [UInt8]
  ) {
    if String(validating: part, as: UTF8.self) != nil {
      begin("part", at: elapsed, run: run, in: &output)
      JSONString.write(part, to: &output)
    } else {
      begin("part64", at: elapsed, run: run, in: &output)
      output.append(UInt8(ascii: "\""))
      output += Array(Base64.text(of: Array(part)).utf8)
      output.append(UInt8(ascii: "\""))
    }
    output += Array("]\n".utf8)
  }

  private static func begin(
    _ name: String, at elapsed: Duration, run: Int, in output: inout [UInt8]
  ) {
    output += Array("[\(elapsed.inMicroseconds),\(run),\"\(name)\",".utf8)
  }

  private static func described(_ entry: CaptureEntry) -> (name: String, value: JSONValue) {
    switch entry {
    case .request(let request): ("request", request.json)
    case .head(let head): ("head", head.json)
    case .part(let bytes): ("part", .string(String(decoding: bytes, as: UTF8.self)))
    case .end: ("end", [:])
    case .lost(let failure): ("lost", failure.json)
    case .failed(let failure): ("failed", failure.json)
    case .closed: ("closed", [:])
    case .note(let text): ("note", .string(text))
    }
  }
}

extension RecordedRequest {
  fileprivate var json: JSONValue {
    var members = JSONObject()
    members["method"] = .string(method)
    members["url"] = .string(url)
    members["headers"] = headers.json
    members["body"] = body.map(JSONValue.string) ?? .null
    if let endpoint { members["endpoint"] = .string(endpoint) }
    if let lastEventID { members["lastEventId"] = .string(lastEventID) }
    return .object(members)
  }
}

extension RecordedHead {
  fileprivate var json: JSONValue {
    [
      "status": .number(status), "httpVersion": .string(httpVersion), "headers": headers.json,
      "url": .string(url),
    ]
  }
}

extension RecordedFailure {
  fileprivate var json: JSONValue { ["kind": .string(kind), "message": .string(message)] }
}

extension [RecordedHeader] {
  fileprivate var json: JSONValue { .array(map { [.string($0.name), .string($0.value)] }) }
}

extension Duration {
  /// Seconds with six digits behind the point.
  fileprivate var inMicroseconds: String {
    let (seconds, attoseconds) = components
    let microseconds = String(attoseconds / 1_000_000_000_000)
    return
      "\(seconds).\(String(repeating: "0", count: max(0, 6 - microseconds.utf8.count)))\(microseconds)"
  }
}
