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
  fileprivate static let costOfEvent = 256

  private let state = Mutex(State())

  // MARK: The proxy's

  func began(_ run: Int, _ request: ProxiedRequest) {
    let sent = SentRequest(
      method: request.method, url: request.url, headers: request.headers.map(HeaderField.init),
      hasBody: request.hasBody,
      lastEventID: request.headers.first { $0.name.lowercased() == "last-event-id" }?.text)
    let cost = Self.cost(of: request.headers) + request.url.utf8.count
    let news = News(run: run, at: .now, event: .wire(.requesting(sent)))
    change { state in
      guard state.keep(cost) else {
        state.unseen.insert(run)
        state.unseenCount += 1
        return
      }
      state.add(news)
    }
  }

  func answered(_ run: Int, _ answer: ProxiedAnswer) {
    let cost = Self.cost(of: answer.headers)
    let headers = answer.headers.map(HeaderField.init)
    let at = ContinuousClock.now
    change { state in
      guard !state.unseen.contains(run) else { return }
      let head = AnswerHead(
        status: answer.status, httpVersion: answer.httpVersion,
        headers: state.keep(cost) ? headers : [])
      state.add(News(run: run, at: at, event: .wire(.answered(head, url: ""))))
    }
  }

  func received(_ run: Int, _ part: [UInt8]) {
    let news = News(run: run, at: .now, event: .wire(.received(part)))
    change { state in
      if let missed = state.missed[run] {
        state.missed[run] = missed + part.count
      } else if !state.unseen.contains(run) {
        if state.keep(part.count) { state.add(news) } else { state.missed[run] = part.count }
      }
    }
  }

  func ended(_ run: Int, _ end: ProxiedEnd) {
    let at = ContinuousClock.now
    change { state in
      let isOurs = state.isStopping && end == .left
      let missed = state.missed.removeValue(forKey: run) ?? 0
      if state.unseen.remove(run) != nil { return }
      state.add(News(run: run, at: at, event: .ended(isOurs ? nil : end, missed: missed)))
    }
  }

  func refused(_ sentence: String) {
    let news = News(run: 0, at: .now, event: .refused(sentence))
    change { $0.add(news) }
  }

  /// Changes what waits, and wakes the reader where it has something to take now.
  ///
  /// The reader is taken out under the same lock: woken later, it could have taken all of this
  /// already, be waiting anew, and find nothing, which is the end to it.
  private func change(_ work: (inout State) -> Void) {
    let reader: CheckedContinuation<Void, Never>? = state.withLock { state in
      work(&state)
      return state.hasNews || state.isOver ? state.reader.take() : nil
    }
    reader?.resume()
  }

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
      change { $0.isOver = true }
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

  fileprivate mutating func add(_ item: ProxyInspection.News) {
    size += ProxyInspection.costOfEvent
    news.append(item)
  }

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
