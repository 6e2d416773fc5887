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
      /// `missed` bytes came faster than they were looked at.
      case ended(ProxiedEnd, missed: Int)
      case refused(String)
    }

    var run: Int
    var at: ContinuousClock.Instant
    var event: Event
  }

  private struct State {
    var news: [News] = []
    /// Bytes of bodies that wait.
    var size = 0
    /// How many bytes of a run were not kept; none of its bytes are any more.
    var missed: [Int: Int] = [:]
    var reader: CheckedContinuation<Void, Never>?
    var isOver = false
  }

  /// The most bytes of bodies that wait to be looked at.
  private static let limit = 32 << 20

  private let state = Mutex(State())

  // MARK: The proxy's

  func began(_ run: Int, _ request: ProxiedRequest) {
    let sent = SentRequest(
      method: request.method, url: request.url, headers: request.headers.map(HeaderField.init),
      hasBody: request.hasBody,
      lastEventID: request.headers.first { $0.name.lowercased() == "last-event-id" }?.text)
    tell(run, .wire(.requesting(sent)))
  }

  func answered(_ run: Int, _ answer: ProxiedAnswer) {
    let head = AnswerHead(
      status: answer.status, httpVersion: answer.httpVersion,
      headers: answer.headers.map(HeaderField.init))
    tell(run, .wire(.answered(head, url: "")))
  }

  func received(_ run: Int, _ part: [UInt8]) {
    let isKept = state.withLock { state in
      if let missed = state.missed[run] {
        state.missed[run] = missed + part.count
        return false
      }
      guard state.size + part.count <= Self.limit else {
        state.missed[run] = part.count
        return false
      }
      state.size += part.count
      return true
    }
    if isKept { tell(run, .wire(.received(part))) }
  }

  func ended(_ run: Int, _ end: ProxiedEnd) {
    let missed = state.withLock { $0.missed.removeValue(forKey: run) ?? 0 }
    tell(run, .ended(end, missed: missed))
  }

  func refused(_ sentence: String) { tell(0, .refused(sentence)) }

  private func tell(_ run: Int, _ event: News.Event) {
    let news = News(run: run, at: .now, event: event)
    let reader = state.withLock { state in
      state.news.append(news)
      return state.reader.take()
    }
    reader?.resume()
  }

  // MARK: The reader's

  /// What has come since the last time, as soon as there is something; nil when the reader's task is
  /// cancelled and nothing is left.
  func next() async -> [News]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (reader: CheckedContinuation<Void, Never>) in
        let isReady = state.withLock { state in
          if !state.news.isEmpty || state.isOver { return true }
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
      defer {
        state.news = []
        state.size = 0
      }
      return state.news.isEmpty ? nil : state.news
    }
  }
}

extension HeaderField {
  fileprivate init(_ line: HeaderLine) { self.init(line.name, line.text) }
}
