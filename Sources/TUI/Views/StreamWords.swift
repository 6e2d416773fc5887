import Endpoints
import WebText

/// How a stream is, in words; the state line, the records pane and the list of endpoints agree.
struct StreamWords {
  enum Mood { case calm, good, waiting, bad }

  /// `LIVE`, `RETRYING in 2 s`, …
  var label: String
  var mood: Mood
  /// The sentence that goes with it; "" for none.
  var detail: String
  /// What the user can do about a failure.
  var remedy: Remedy?
  /// What the key that runs it again does now; "" while that would only interrupt it.
  var again: String

  init(_ stream: Stream, at now: Duration) {
    detail = ""
    again = ""
    switch stream.phase {
    case .connecting: (label, mood) = ("CONNECTING", .waiting)
    case .open(_, 101, _): (label, mood) = ("UPGRADED", .good)
    case .open: (label, mood) = (Self.openLabel(stream.kind), .good)
    case .retrying(let due, let because):
      // Rounded up: "in 0 s" would be a lie while it waits.
      let left = max(0, (due - now).wholeMilliseconds + 999) / 1000
      (label, mood) = ("RETRYING in \(left) s", .waiting)
      (detail, again) = (because, "now")
    case .completed:
      (label, mood) = (Self.endLabel(stream), stream.errorStatus == nil ? .calm : .bad)
      detail = Self.summary(stream)
      again = "run again"
    case .stopped:
      let word = stream.id.isPassing ? "LEFT" : "STOPPED"
      (label, mood, detail) = (word, .calm, Self.summary(stream))
      again = "run again"
    case .failed(_, let failure):
      (label, mood, detail) = ("FAILED", .bad, failure.message)
      remedy = failure.remedy
      again = "run again"
    }
    if stream.isReadOnce { (again, remedy) = ("", nil) }
  }

  private static func openLabel(_ kind: EndpointKind) -> String {
    switch kind {
    case .file: "DOWNLOADING"
    case .unary: "ANSWERING"
    case .sse, .ndjson, .text: "LIVE"
    }
  }

  private static func endLabel(_ stream: Stream) -> String {
    switch stream.kind {
    case .file: stream.progress?.saved == nil ? "ENDED" : "SAVED"
    case .unary: stream.errorStatus.map { "ANSWERED \($0)" } ?? "ANSWERED"
    case .sse, .ndjson, .text: "ENDED"
    }
  }

  private static func summary(_ stream: Stream) -> String {
    if let saved = stream.progress?.saved { return saved }
    let whole = stream.progress?.total.map { " of \($0.bytes)" } ?? ""
    if stream.kind == .file { return stream.bytes.bytes + whole }
    return "\(stream.records.counted(stream.recordWord)), \(stream.bytes.bytes)"
  }
}

extension Theme {
  func style(_ mood: StreamWords.Mood) -> CellStyle {
    switch mood {
    case .calm: text
    case .good: success
    case .waiting: warning
    case .bad: error
    }
  }
}

extension Stream {
  /// Whether it is made of records that come one after the other.
  var hasRecords: Bool { kind != .file && kind != .unary }

  /// What one of them is called; an ordinary answer is kept as a record.
  var recordWord: String { kind == .unary ? "answer" : "record" }

  /// Bytes and records a second, over the last second.
  func rate(at now: Duration) -> (bytes: Double, records: Double) {
    let sample = meter.rate(at: now)
    return (Double(sample.bytes), Double(sample.records))
  }

  /// How long it has been silent, once that is worth telling.
  func silence(at now: Duration) -> Duration? {
    guard case .open(let since, _, _) = phase, hasRecords else { return nil }
    let silence = now - max(since, lastRecord ?? since)
    return silence >= .seconds(5) ? silence : nil
  }

  /// How long it has been open, or lasted.
  func age(at now: Duration) -> Duration {
    switch phase {
    case .connecting, .open, .retrying: now - started
    case .completed(let end), .stopped(let end), .failed(let end, _): end - started
    }
  }
}
