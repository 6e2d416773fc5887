import Endpoints
import ReverseProxy
import StreamClient
import StreamDecoding
import WebText

/// One request that passes through the proxy, and what is written of it.
struct ProxyRun {
  private let number: Int
  /// The endpoint's name, or the method and the path.
  private let name: String
  private let request: StreamRequest
  private let output: ProxyOutput
  private let started: ContinuousClock.Instant
  private let capture: CaptureRun?
  private var writer: any SignalWriter
  private var head: AnswerHead?
  private var answer: PassingAnswer?
  private var records = 0
  private var bytes = 0
  /// Those of them that were not told.
  private var untold = 0
  /// Each names the run.
  private var lines: LabelledLines

  init(
    _ number: Int, _ sent: SentRequest, endpoint: Endpoint?, at started: ContinuousClock.Instant,
    _ output: ProxyOutput, capture: CaptureRun?
  ) {
    self.number = number
    self.started = started
    self.output = output
    self.capture = capture
    request = StreamRequest(passing: sent, declaredAs: endpoint?.kind)
    name = endpoint?.name ?? "\(sent.method) \(URLText(sent.url).path)"
    lines = Self.lines(number, output == .text ? endpoint?.name ?? "" : name, output)
    writer = output.makeWriter()
    capture?.keep(.requesting(sent), at: started)
  }

  // MARK: What happens

  mutating func take(
    _ event: WireEvent, at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    capture?.keep(event.with(url: request.url), at: instant)
    switch event {
    case .requesting, .ended: break
    case .answered(let head, _): answered(head, at: instant, to: &output)
    case .received(let part):
      bytes += part.count
      write(answer?.take(part) ?? [], at: instant, to: &output)
    }
  }

  /// Keeps a part of the body that is told no more.
  mutating func pass(_ part: [UInt8], at instant: ContinuousClock.Instant) {
    capture?.keep(.received(part), at: instant)
    bytes += part.count
    untold += part.count
  }

  private mutating func answered(
    _ head: AnswerHead, at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    self.head = head
    var options = StreamOptions()
    options.invalidRecords = .deliver
    let answer = PassingAnswer(head, to: request, options: options)
    self.answer = answer
    switch self.output {
    case .text:
      if answer.kind != nil || head.status == 101 { say(said(head), at: instant, to: &output) }
    case .json: break
    case .trace:
      let told = Self.object { line in
        line.add("inspector", "request")
        line.add("method", request.method)
        line.add("url", request.url)
        line.add("status", head.status)
        line.add("mediaType", head.mediaType)
      }
      lines.add(told, to: &output)
      write(answer.opening(request), at: instant, to: &output)
    }
  }

  /// The run is over, nil where the proxy ends it; `missed` bytes of it nobody looked at.
  mutating func end(
    _ end: ProxiedEnd?, missed: Int, at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    let untold = untold + missed
    write(answer?.signals(of: end, isTold: untold == 0) ?? [], at: instant, to: &output)
    lines.end(to: &output)
    capture?.keep(.ended(WireEnd(end, missed: missed)), at: instant)
    tell(end, missed: untold, at: instant, to: &output)
    if untold > 0 {
      StandardError.say("\(name), run \(number): \(ProxiedEnd.words(missed: untold))")
    }
  }

  // MARK: What is written

  private mutating func write(
    _ signals: [StreamSignal], at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    for signal in signals {
      if case .records(let batch) = signal {
        records += batch.entries.count { $0.kind.isRecord }
      }
      // What a terminal's reader sees of an opening stands in its own line.
      if self.output == .text, case .opened = signal { continue }
      var bytes: [UInt8] = []
      writer.write(signal, elapsed: instant - started, to: &bytes)
      lines.add(bytes, to: &output)
    }
  }

  /// Tells a piece of text that has no end of line yet: what is streamed by words is told by words.
  mutating func endLine(to output: inout [UInt8]) { lines.end(to: &output) }

  /// `#3 stream_notifications ` before each, or the same as the first members of an object.
  private static func lines(
    _ number: Int, _ name: String, _ output: ProxyOutput
  ) -> LabelledLines {
    guard output != .text else {
      let words = name.isEmpty ? "#\(number) " : "#\(number) \(name) "
      return LabelledLines(beginningWith: PrintableText.harmless(words))
    }
    return LabelledLines { line in
      line.add("run", number)
      line.add("endpoint", name)
    }
  }

  private static func object(_ fill: (inout JSONLine) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONLine.write(to: &bytes, fill)
    return bytes
  }

  private mutating func say(
    _ text: String, at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    let time = WallClock.now.advanced(by: instant - ContinuousClock.now).localTime
    lines.add(Array("\(time) \(PrintableText.harmless(text))\n".utf8), to: &output)
  }

  /// `GET /events?user=1 200 text/event-stream`
  private func said(_ head: AnswerHead) -> String {
    "\(asked) \(head.status) \(head.mediaType)"
  }

  private mutating func tell(
    _ end: ProxiedEnd?, missed: Int, at instant: ContinuousClock.Instant, to output: inout [UInt8]
  ) {
    let elapsed = instant - started
    switch self.output {
    case .json: break
    case .trace:
      let told = Self.object { line in
        line.add("inspector", "end")
        line.add("how", end?.word ?? "stopped")
        if let status = end?.status { line.add("status", status) }
        line.add("bytes", bytes)
        if missed > 0 { line.add("missed", missed) }
        line.add("elapsed", seconds: elapsed)
      }
      lines.add(told, to: &output)
    case .text:
      let isStream = answer?.kind != nil
      let start = isStream ? "" : said(end) + " "
      let words = end?.words ?? "stopped with the proxy: "
      say(start + words + facts + "\(elapsed.inSeconds) s", at: instant, to: &output)
    }
  }

  /// `3 records, 72 B, `; what an upgrade carried nobody counts.
  private var facts: String {
    if head?.status == 101 { return "" }
    let counted = "\(records) \(records == 1 ? "record" : "records"), "
    let hasRecords = answer?.kind.map { $0 != .file } ?? false
    return (hasRecords ? counted : "") + ByteCount.text(bytes) + ", "
  }

  /// What was asked, and the answer where there was one.
  private func said(_ end: ProxiedEnd?) -> String {
    if let head { return said(head) }
    return end?.status.map { "\(asked) \($0)" } ?? asked
  }

  private var asked: String {
    "\(request.method) \(request.url.dropFirst(URLText(request.url).origin?.count ?? 0))"
  }
}

extension ProxiedEnd {
  /// What the client was answered in the target's place.
  fileprivate var status: Int? {
    switch self {
    case .failed(let status, _): status
    case .spoiled(let status): status
    case .complete, .lost, .left: nil
    }
  }

  /// In traces.
  fileprivate var word: String {
    switch self {
    case .complete: "complete"
    case .lost: "lost"
    case .failed: "failed"
    case .spoiled: "spoiled"
    case .left: "left"
    }
  }

  fileprivate var words: String {
    switch self {
    case .complete: "ended: "
    case .lost: "broke off: "
    case .failed(_, let reason): "failed, \(reason): "
    case .spoiled: "spoiled on purpose: "
    case .left: "left by the client: "
    }
  }
}
