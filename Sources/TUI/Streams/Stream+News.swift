import Endpoints
import StreamDecoding

extension Stream {
  /// Takes news of the run in, as it came at `now`.
  mutating func take(_ news: StreamNews, at now: Duration) {
    switch news {
    case .requested(let id): requested(lastEventID: id, at: now)
    case .opened(let status, let mediaType, let kind):
      self.kind = kind ?? self.kind
      opened(status, mediaType, at: now)
    case .head(let lines): head = lines
    case .lost(let message, let retryIn): lost(message, retryIn: retryIn, at: now)
    case .failed(let message, let remedy, let status, let body):
      isRefused = status.map(Self.refusals.contains) == true
      phase = .failed(
        at: now,
        .init(
          message: message, remedy: remedy ?? (isRefused ? .checkCredentials : nil),
          status: status, body: body))
      if store.total > 0 { store.appendMark("failed: \(message)", at: now) }
      note(kind == .unary ? "error" : "onError", message, at: now, weight: .bad)
    case .noPlace(let obstacle, let message):
      phase = .failed(
        at: now, .init(message: message, remedy: .makeWay, body: "", obstacle: obstacle))
      note("onError", message, at: now, weight: .bad)
    case .completed:
      phase = .completed(at: now)
      if kind != .unary, kind != .file { note("onComplete", at: now, weight: .good) }
    case .closed: closed(at: now)
    case .progress(let done, let total): progressed(done, of: total, at: now)
    case .saved(let path, let bytes):
      self.bytes = bytes
      progress = Progress(done: bytes, total: bytes, saved: path)
      phase = .completed(at: now)
      trace.note("done", path, at: now, weight: .good)
    case .response(let status, let mediaType, let body):
      answered(status, mediaType, body, at: now)
    case .received(let bytes): absorb(received: bytes, at: now)
    case .over(let words, let isWhole):
      phase = isWhole ? .completed(at: now) : .stopped(at: now)
      if store.total > 0 { store.appendMark(words, at: now) }
      trace.note(words, at: now, weight: .request)
    }
  }

  /// Statuses by which a server says that it wants to know who asks. Source: RFC 9110, 15.5.2, 15.5.4.
  private static let refusals = [401, 403]

  /// Begins anew under another ID; what came before stays, above a mark.
  mutating func runAgain(as id: StreamID, at now: Duration) {
    self.id = id
    trace.beginAgain()
    if store.total > 0 { store.appendMark("run again", at: now) }
    phase = .connecting(since: now)
    started = now
    head = []
    isRefused = false
    errorStatus = nil
    compression = nil
    assembly.beginAgain(from: store.total, asked: now)
    firstByte = nil
    firstRecord = nil
    progress = nil
    ids = ConsecutiveIDs()
    isAnew = false
    window.follow()
    examine()
  }

  /// Closed by the user: no callback comes after that.
  mutating func stop(at now: Duration) {
    guard phase.isRunning else { return }
    phase = .stopped(at: now)
    trace.note("close()", at: now, weight: .request)
  }

  /// A callback of the client's; none comes after its end.
  private mutating func note(
    _ name: String, _ detail: String = "", at now: Duration,
    weight: CallbackTrace.Line.Weight = .call
  ) {
    guard !trace.isOver else { return }
    trace.note(name, detail, at: now, weight: weight)
  }

  private mutating func requested(lastEventID: String?, at now: Duration) {
    gapStart = nil
    phase = .connecting(since: now)
    trace.note("request", lastEventID.map { "id=\($0)" } ?? "", at: now, weight: .request)
  }

  private mutating func opened(_ status: Int, _ mediaType: String, at now: Duration) {
    if let lostAt {
      reconnects += 1
      isAnew = true
      let asked = lastEventID.isEmpty ? "" : ", asked for id \(lastEventID)"
      store.appendMark("reconnected after \((now - lostAt).short)\(asked)", at: now)
    }
    lostAt = nil
    firstByte = firstByte ?? now
    phase = .open(since: now, status: status, mediaType: mediaType)
    // An ordinary call has no callbacks.
    guard kind != .unary else { return }
    let short = mediaType.split(separator: "/").last.map(String.init) ?? mediaType
    note("onOpen", "\(status) \(short)", at: now, weight: .good)
  }

  private mutating func lost(_ message: String, retryIn: Duration, at now: Duration) {
    lostAt = lostAt ?? now
    phase = .retrying(at: now + retryIn, because: message)
    trace.note("onError", "\(message); again in \(retryIn.short)", at: now, weight: .warning)
  }

  private mutating func closed(at now: Duration) {
    if phase.isRunning { phase = .completed(at: now) }
    if kind != .unary { note("onClose", at: now) }
  }

  private mutating func progressed(_ done: Int, of total: Int?, at now: Duration) {
    defer { progress = Progress(done: done, total: total) }
    guard kind == .file else { return }
    meter.count(bytes: max(0, done - (progress?.done ?? 0)), records: 0, at: now)
    bytes = done
    let detail = total.map { "\(done.bytes) of \($0.bytes)" } ?? done.bytes
    trace.replace("onProgress", detail, at: now)
  }

  /// The answer of an ordinary call becomes a record, so that it is found, read and copied like one.
  private mutating func answered(
    _ status: Int, _ mediaType: String, _ body: [UInt8], at now: Duration
  ) {
    isRefused = Self.refusals.contains(status)
    errorStatus = status < 400 ? nil : status
    firstByte = firstByte ?? now
    phase = .completed(at: now)
    meter.count(bytes: 0, records: 1, at: now)
    progress = nil
    trace.note(
      "response", "\(status) \(mediaType)", at: now, weight: errorStatus == nil ? .good : .bad)
    var batch = RecordBatch()
    batch.bytes = body + Array(String(status).utf8)
    batch.entries = [
      // As an event, whose type column shows the status.
      .init(kind: .event, payload: 0..<body.count, type: body.count..<batch.bytes.count)
    ]
    store.append(batch, at: now)
    columns.fit(id: "", type: String(status))
    records += 1
    lastRecord = now
    examine()
  }
}
