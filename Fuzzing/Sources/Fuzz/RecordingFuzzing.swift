@testable import Recordings

/// Captures and archives of strangers: what was read is written and read again as it was, and all that
/// is told of it lies within the file.
enum RecordingFuzzing {
  static func take(capture input: [UInt8]) {
    var (reader, index) = (CaptureReader(), CaptureIndex())
    var start = 0
    for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let bytes = Array(line)
      defer { start += line.count + 1 }
      do throws(CaptureProblem) {
        if let entry = try reader.line(bytes)?.entry { check(entry, bytes) }
        try index.take(bytes, at: start..<start + bytes.count)
      } catch {
        require(error.sentence(in: "f").isHarmless, "a control character in: \(error)")
        return
      }
    }
    for run in index.runs {
      require(!run.connections.isEmpty, "a run without a connection")
      for part in run.connections.flatMap(\.parts) {
        require(part.place.upperBound <= input.count, "a part outside of the file")
      }
      _ = run.request.target
    }
  }

  private static func check(_ entry: CaptureEntry, _ line: [UInt8]) {
    if case .part(let bytes) = entry {
      require(CaptureReader.part(in: line) == bytes, "a part that is read in another way")
    }
    var text = CaptureText.header(startedAt: "", program: "fuzz")
    let header = Array(text.dropLast())
    CaptureText.append(entry, at: .zero, run: 1, to: &text)
    var reader = CaptureReader()
    _ = try? reader.line(header)
    let again = try? reader.line(Array(text[(header.count + 1)...].dropLast()))
    require(again?.entry == entry, "written and read again: \(String(describing: again))")
  }

  static func take(archive input: [UInt8]) {
    _ = (HARReader.isHAR(input), BodyType.guess(named: "a", start: input))
    do throws(CaptureProblem) {
      let archive = try HARReader(input)
      for connection in archive.runs.flatMap(\.connections) {
        for part in connection.parts {
          require(part.place.upperBound <= archive.bodies.count, "a part outside of the bodies")
          require(part.at >= .zero, "a part at \(part.at)")
        }
        let headers = (connection.head?.headers ?? []) + connection.request.headers
        require(
          headers.allSatisfy { !($0.name + $0.value).utf8.contains { $0 == 0x0A || $0 == 0x0D } },
          "a header of several lines")
      }
      _ = HARTime.text(archive.startedAt)
    } catch {
      require(error.sentence(in: "f").isHarmless, "a control character in: \(error)")
    }
  }
}
