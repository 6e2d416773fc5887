import ReverseProxy
import StreamClient
import Synchronization
import WebText

/// Hears what passes through a proxy, and keeps it for who writes it: the bytes on their way wait for
/// nobody who looks at them.
final class ProxyInspection: ProxyObserver {
  /// What happened, in the order of each run.
  struct News: Sendable {
    enum Event: Sendable {
      case wire(WireEvent)
      /// `missed` bytes came faster than they were looked at; nil where the proxy itself ends it.
      case ended(ProxiedEnd?, missed: Int)
      case refused(String)
    }

    var run: Int
    var at: ContinuousClock.Instant
    var event: Event
  }

  fileprivate struct State {
    var news: [News] = []
    /// Bytes that wait, in about.
    var size = 0
    /// How many bytes of a run were not kept; none of its bytes are any more.
    var missed: [Int: Int] = [:]
    /// Runs of which nothing is kept, while they last, and how many there were since that was said.
    var unseen: Set<Int> = []
    var unseenCount = 0
    var reader: CheckedContinuation<Void, Never>?
    var isOver = false
    /// The proxy closes what is open.
    var isStopping = false
  }

  /// The most bytes that wait to be looked at.
  fileprivate static let limit = 32 << 20
  /// What an event takes besides its bytes.
  private static let costOfEvent = 256

  private let state = Mutex(State())

  // MARK: The proxy's

  func began(_ run: Int, _ request: ProxiedRequest) {
    let sent = SentRequest(
      method: request.method, url: request.url, headers: request.headers.map(HeaderField.init),
      hasBody: request.hasBody,
      lastEventID: request.headers.first { $0.name.lowercased() == "last-event-id" }?.text)
    let cost = Self.cost(of: request.headers) + request.url.utf8.count
    let isKept = state.withLock { state in
      let isKept = state.keep(cost)
      if !isKept {
        state.unseen.insert(run)
        state.unseenCount += 1
      }
      return isKept
    }
    if isKept { tell(run, .wire(.requesting(sent))) } else { wake() }
  }

  func answered(_ run: Int, _ answer: ProxiedAnswer) {
    let keepsHeaders = state.withLock { $0.keep(Self.cost(of: answer.headers)) }
    let head = AnswerHead(
      status: answer.status, httpVersion: answer.httpVersion,
      headers: keepsHeaders ? answer.headers.map(HeaderField.init) : [])
    tell(run, .wire(.answered(head, url: "")))
  }

  func received(_ run: Int, _ part: [UInt8]) {
    let isKept = state.withLock { state in
      if let missed = state.missed[run] {
        state.missed[run] = missed + part.count
        return false
      }
      if state.unseen.contains(run) { return false }
      let isKept = state.keep(part.count)
      if !isKept { state.missed[run] = part.count }
      return isKept
    }
    if isKept { tell(run, .wire(.received(part))) }
  }

  func ended(_ run: Int, _ end: ProxiedEnd) {
    let (missed, isOurs) = state.withLock { state in
      (state.missed.removeValue(forKey: run) ?? 0, state.isStopping && end == .left)
    }
    tell(run, .ended(isOurs ? nil : end, missed: missed))
  }

  func refused(_ sentence: String) { tell(0, .refused(sentence)) }

  private func tell(_ run: Int, _ event: News.Event) {
    let news = News(run: run, at: .now, event: event)
    let isSeen = state.withLock { state in
      if case .ended = event, state.unseen.remove(run) != nil { return false }
      if state.unseen.contains(run) { return false }
      state.size += Self.costOfEvent
      state.news.append(news)
      return true
    }
    if isSeen { wake() }
  }

  private func wake() { state.withLock { $0.reader.take() }?.resume() }

  private static func cost(of headers: [HeaderLine]) -> Int {
    headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count + costOfEvent / 4 }
  }

  // MARK: The reader's

  /// What ends from now on, as if its client had gone, is ended by us.
  func stops() { state.withLock { $0.isStopping = true } }

  /// What has come since the last time, as soon as there is something; nil when the reader's task is
  /// cancelled and nothing is left.
  func next() async -> [News]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (reader: CheckedContinuation<Void, Never>) in
        let isReady = state.withLock { state in
          if state.hasNews || state.isOver { return true }
          state.reader = reader
          return false
        }
        if isReady { reader.resume() }
      }
    } onCancel: {
      let reader = state.withLock { state in
        state.isOver = true
        return state.reader.take()
      }
      reader?.resume()
    }
    return state.withLock { state in
      guard state.hasNews else { return nil }
      var news = state.news
      if state.unseenCount > 0 {
        news.append(News(run: 0, at: .now, event: .refused(Self.words(unseen: state.unseenCount))))
      }
      (state.news, state.size, state.unseenCount) = ([], 0, 0)
      return news
    }
  }
}

extension ProxyInspection {
  private static func words(unseen count: Int) -> String {
    "\(count) \(count == 1 ? "request" : "requests") passed faster than they could be told, "
      + "and are not here"
  }
}

extension ProxyInspection.State {
  fileprivate var hasNews: Bool { !news.isEmpty || unseenCount > 0 }

  /// Whether so many bytes more may wait; then they do.
  fileprivate mutating func keep(_ bytes: Int) -> Bool {
    guard size + bytes <= ProxyInspection.limit else { return false }
    size += bytes
    return true
  }
}

extension HeaderField {
  fileprivate init(_ line: HeaderLine) { self.init(line.name, line.text) }
}
