import Endpoints
import ReverseProxy
import StreamClient
import StreamDecoding
import TUI
import WebText

/// One request that passes through the proxy, and what the screen is told of it.
struct PassingRun {
  /// In order.
  enum Told {
    case news(StreamNews)
    case records(RecordBatch)
  }

  /// An ordinary answer is shown whole up to this many bytes. Many may pass at a time.
  private static let answerLimit = 512 << 10

  let request: StreamRequest
  /// What hears it, so that it can be recorded from its middle on.
  let tap = WireTap()
  private let capture: CaptureRun?
  private var answer: PassingAnswer?
  private var status: Int?
  private var bytes = 0

  init(
    _ sent: SentRequest, declaredAs kind: EndpointKind?, at instant: ContinuousClock.Instant,
    capture: CaptureRun?
  ) {
    request = StreamRequest(passing: sent, declaredAs: kind)
    self.capture = capture
    capture?.keep(.requesting(sent), at: instant)
    tap.requesting(sent)
  }

  /// Whether its bytes are told; those of a file are told as its progress.
  var countsBytes: Bool { answer?.kind != .file }

  mutating func take(_ event: WireEvent, at instant: ContinuousClock.Instant) -> [Told] {
    let event = event.with(url: request.url)
    capture?.keep(event, at: instant)
    switch event {
    case .requesting, .ended: return []
    case .answered(let head, let url):
      tap.answered(head, url: url)
      return answered(head)
    case .received(let part):
      tap.received(part)
      bytes += part.count
      return (answer?.take(part) ?? []).compactMap(Told.init)
    }
  }

  private mutating func answered(_ head: AnswerHead) -> [Told] {
    var options = StreamOptions()
    options.invalidRecords = .deliver
    options.ordinaryAnswers = .deliver(limit: Self.answerLimit)
    let answer = PassingAnswer(head, to: request, options: options)
    self.answer = answer
    status = head.status
    let lines = HeadText(passing: head).lines.prefix(StreamNews.headLimit)
    var told: [Told] = [.news(.head(Array(lines)))]
    if head.status == 101 {
      told.append(.news(.opened(status: 101, mediaType: "", kind: .unary)))
    }
    return told + answer.opening(request).compactMap(Told.init)
  }

  /// The run is over, nil where the proxy ends it; `missed` bytes of it nobody looked at.
  mutating func end(
    _ end: ProxiedEnd?, missed: Int, at instant: ContinuousClock.Instant
  ) -> [Told] {
    let wireEnd = WireEnd(end, missed: missed)
    capture?.keep(.ended(wireEnd), at: instant)
    tap.ended(wireEnd)
    let told = (answer?.signals(of: end, isTold: missed == 0) ?? []).compactMap(Told.init)
    if told.contains(where: \.isLast) { return told }
    return told + rest(of: end, missed: missed)
  }

  /// What the answer itself has no signal of.
  private func rest(of end: ProxiedEnd?, missed: Int) -> [Told] {
    func failed(_ message: String, _ status: Int?) -> [Told] {
      [.news(.failed(message: message, status: status)), .news(.closed)]
    }
    func over(_ words: String) -> [Told] { [.news(.over(words, isWhole: end == .complete))] }
    if missed > 0 { return over(ProxiedEnd.words(missed: missed)) }
    switch end {
    case .complete where answer?.kind == nil && bytes > Self.answerLimit:
      return over("ended; \(ByteCount.text(bytes)) are more than is kept of an ordinary answer")
    case .complete: return over("ended")
    case .lost: return failed("the connection broke off before the body's end", status)
    case .failed(let status, let reason): return failed(reason, status)
    case .spoiled(let status): return failed("spoiled on purpose", status)
    case .left: return over("left by the client")
    case nil: return over("stopped with the proxy")
    }
  }
}

extension PassingRun.Told {
  /// Nil where the screen is told nothing of a signal; the head came before.
  init?(_ signal: StreamSignal) {
    if case .records(let batch) = signal {
      self = .records(batch)
    } else if let news = StreamNews(signal) {
      self = .news(news)
    } else {
      return nil
    }
  }

  fileprivate var isLast: Bool {
    if case .news(.closed) = self { true } else { false }
  }
}
