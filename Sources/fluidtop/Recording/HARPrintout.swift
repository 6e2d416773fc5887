import Recordings
import StreamClient
import StreamDecoding
import SystemPackage
import WebText

/// Recordings on standard output, as an HTTP archive.
enum HARPrintout {
  /// An archive has a body as one text.
  private static let largestBody = 256 << 20

  static func write(_ paths: [String]) throws {
    let (start, end) = HARText.frame(program: "fluidtop", version: Version.text)
    var separator = start
    for path in paths {
      let source = try RecordingSource(path)
      if let shortcoming = source.shortcoming { StandardError.say(shortcoming) }
      for connection in source.runs.flatMap(\.connections) {
        let body = try body(of: connection, in: source)
        let entry = HARText.entry(connection, start: source.startedAt, body)
        try Printout.write(separator + entry.text())
        separator = ",\n"
      }
    }
    try Printout.write(end)
  }

  private static func body(
    of connection: RecordedConnection, in source: RecordingSource
  ) throws -> HARText.Body {
    let coding = DecodedBody(connection)
    let isEvents = MediaType(connection.head?.header("Content-Type")).isEventStream
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    var body = HARText.Body(bytes: [], events: [])
    for part in connection.parts {
      guard let bytes = source.bytes(of: part) else { break }
      let piece = coding.decoded(bytes, limit: largestBody - body.bytes.count)
      body.bytes += piece
      if body.bytes.count > largestBody {
        throw Ending.failed(
          "\(source.path) has a body of more than \(ByteCount.text(largestBody)), too large for an "
            + "HTTP archive; --output body writes it as it is")
      }
      guard isEvents else { continue }
      batch.removeAll()
      try? decoder.decode(piece, into: &batch)
      for entry in batch.entries where entry.kind == .event {
        body.events.append(
          HARText.Event(
            at: part.at, name: String(decoding: batch.eventType(of: entry), as: UTF8.self),
            id: batch.string(entry.id), data: batch.string(entry.payload)))
      }
    }
    coding.tell(of: connection, in: source)
    return body
  }
}

/// The bodies of recordings on standard output, one after the other and as they came.
enum BodyPrintout {
  static func write(_ paths: [String]) throws {
    for path in paths {
      let source = try RecordingSource(path)
      if let shortcoming = source.shortcoming { StandardError.say(shortcoming) }
      for connection in source.runs.flatMap(\.connections) {
        let coding = DecodedBody(connection)
        for part in connection.parts {
          guard let bytes = source.bytes(of: part) else { break }
          do throws(Errno) {
            try coding.decode(bytes) { (piece) throws(Errno) in
              try StandardOutput.write(
                StandardOutput.isTerminal ? PrintableText.harmless(lines: piece) : piece)
              return true
            }
          } catch {
            throw Ending(writing: error)
          }
        }
        coding.tell(of: connection, in: source)
      }
    }
  }
}
