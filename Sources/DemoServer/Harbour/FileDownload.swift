import NIOCore
import NIOHTTP1

extension Route {
  /// A file of any size and rate that can be resumed.
  static let fileDownload = Route(
    path: "/files/{name}/download", name: "file_download", tag: "files",
    summary: "Download a file; Range and If-Range continue a broken one",
    parameters: [
      .path("name", .string(), example: "manifest", "manifest, tides or logbook"),
      .query("size", .integer(0...(1 << 40)), default: 1_048_576, "Bytes of the file"),
      .query("rate", .number(0...1e12), default: 0.0, "Bytes a second; 0 is unlimited"),
      .header("range", "One range of bytes"),
      .header("if-range", "The range counts only for the file with this ETag"),
    ],
    content: [
      "application/octet-stream": [
        "schema": ["type": "string", "contentMediaType": "application/octet-stream"]
      ]
    ]
  ) { inputs throws(Refusal) in
    let file = try DemoFile(named: inputs.text("name"), size: inputs.integer("size"))
    return file.response(
      range: inputs.text("range"), ifRange: inputs.text("if-range"),
      pace: Pace(rate: inputs.number("rate")))
  }
}

/// A file whose every byte follows from its place, so that any range can be sent at once.
private struct DemoFile: Sendable {
  /// Bytes of each of its lines, the newline included.
  private static let lineLength = 64

  let name: String
  let size: Int

  init(named name: String, size: Int) throws(Refusal) {
    guard ["manifest", "tides", "logbook"].contains(name) else {
      throw .detail(.notFound, "File \(name) not found")
    }
    self.name = name
    self.size = size
  }

  private var entityTag: String { "\"\(name)-\(size)\"" }

  /// RFC 6266, with the name in UTF-8 (RFC 8187) where ASCII cannot write it.
  private var disposition: String {
    let plain = "attachment; filename=\"\(name).csv\""
    guard name == "logbook" else { return plain }
    return plain + "; filename*=UTF-8''%E8%88%AA%E6%B5%B7%E6%97%A5%E8%AA%8C.csv"
  }

  func response(range: String, ifRange: String, pace: Pace) -> DemoResponse {
    var headers: HTTPHeaders = [
      "Content-Type": "application/octet-stream", "Content-Disposition": disposition,
      "ETag": entityTag, "Accept-Ranges": "bytes",
    ]
    // RFC 9110, 13.1.5: with another validator the range is as if it were not there.
    let counts = ifRange.isEmpty || ifRange == entityTag
    switch counts ? ByteRange(range, ofSize: size) : .whole {
    case .unsatisfiable:
      headers.add(name: "Content-Range", value: "bytes */\(size)")
      return DemoResponse(status: .rangeNotSatisfiable, headers: headers, body: .bytes([]))
    case .part(let part):
      headers.add(
        name: "Content-Range", value: "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)")
      headers.add(name: "Content-Length", value: String(part.count))
      return DemoResponse(
        status: .partialContent, headers: headers, body: .feed(feed(of: part, pace: pace)))
    case .whole:
      headers.add(name: "Content-Length", value: String(size))
      return DemoResponse(headers: headers, body: .feed(feed(of: 0..<size, pace: pace)))
    }
  }

  private func feed(of bytes: Range<Int>, pace: Pace) -> Feed {
    Feed(units: bytes, pace: pace, batch: 64 << 10) { range, buffer in
      let first = range.lowerBound / Self.lineLength
      let last = (range.upperBound - 1) / Self.lineLength
      var lines = ByteBuffer()
      lines.reserveCapacity((last - first + 1) * Self.lineLength)
      for line in first...last { writeLine(line, to: &lines) }
      lines.moveReaderIndex(forwardBy: range.lowerBound - first * Self.lineLength)
      lines.moveWriterIndex(to: lines.readerIndex + range.count)
      buffer.writeBuffer(&lines)
    }
  }

  private func writeLine(_ number: Int, to buffer: inout ByteBuffer) {
    let end = buffer.writerIndex + Self.lineLength
    let level = number % 1_000_003 * 40_503 % 40_000
    buffer.writeString("\(number),\(name),\(level.padded(5)),")
    let rest = end - 1 - buffer.writerIndex
    buffer.writeRepeatingByte(UInt8(ascii: "~"), count: rest)
    buffer.writeInteger(UInt8(ascii: "\n"))
  }
}
