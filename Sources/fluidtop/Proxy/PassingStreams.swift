import Endpoints
import StreamClient
import Synchronization
import TUI
import WebText

/// Shows what passes through a proxy on its screen, a run for each request.
final class PassingStreams: Sendable {
  private struct State {
    var backend = KnownBackend()
    var taps: [StreamID: WireTap] = [:]
    var task: Task<Void, Never>?
    var isOver = false
  }

  /// After so long what passes is shown, and its names come when they come.
  private static let longestLook = Duration.seconds(2)
  /// What the beginning of a run is to the loop: at most a thousand of them wait.
  private static let costOfRun = 16 << 10
  private static let costOfNews = 512

  private let inspection: ProxyInspection
  private let captures: ProxyCaptures?
  private let state = Mutex(State())

  init(_ inspection: ProxyInspection, captures: ProxyCaptures?) {
    self.inspection = inspection
    self.captures = captures
  }

  /// Names runs from now on.
  func know(_ catalog: Catalog) {
    let known = KnownBackend(catalog)
    state.withLock { $0.backend = known }
  }

  /// What hears a run that is under way.
  func tap(of id: StreamID) -> WireTap? { state.withLock { $0.taps[id] } }

  /// Begins as soon as the looking for endpoints has taken long enough.
  func beginSoon(_ inbox: Inbox) {
    Task {
      try? await Task.sleep(for: Self.longestLook)
      begin(inbox)
    }
  }

  /// Tells what has passed and what will; from the second time on it does nothing.
  func begin(_ inbox: Inbox) {
    state.withLock { state in
      guard state.task == nil, !state.isOver else { return }
      state.task = Task { await show(in: inbox) }
    }
  }

  /// Comes back when all is told; captures are whole then.
  ///
  /// - Parameter stop: Closes what is open.
  func end(_ stop: () async -> Void) async {
    inspection.stops()
    await stop()
    let task = state.withLock { state in
      state.isOver = true
      return state.task
    }
    task?.cancel()
    await task?.value
  }

  private func show(in inbox: Inbox) async {
    var runs: [Int: PassingRun] = [:]
    while let news = await inspection.next() {
      var received: [Int: Int] = [:]
      for item in news {
        if case .wire(.received(let part)) = item.event {
          received[item.run, default: 0] += part.count
        }
      }
      for item in news { await take(item, &runs, &received, inbox) }
    }
  }

  private func take(
    _ news: ProxyInspection.News, _ runs: inout [Int: PassingRun], _ received: inout [Int: Int],
    _ inbox: Inbox
  ) async {
    let id = StreamID(passing: news.run)
    switch news.event {
    case .wire(.requesting(let sent)):
      let run = begin(news.run, sent, at: news.at)
      runs[news.run] = run
      state.withLock { $0.taps[id] = run.tap }
      let request = PassingRequest(method: sent.method, url: run.request.url)
      await inbox.post(.passes(id, request), bytes: Self.costOfRun)
      await post([.news(.requested(lastEventID: sent.lastEventID))], of: id, inbox)
    case .wire(let event):
      let told = runs[news.run]?.take(event, at: news.at) ?? []
      // Before its records, so that no record is shown before its bytes are counted.
      if case .received = event, let bytes = received.removeValue(forKey: news.run),
        runs[news.run]?.countsBytes == true
      {
        await post([.news(.received(bytes))], of: id, inbox)
      }
      await post(told, of: id, inbox)
    case .ended(let end, let missed):
      await post(runs[news.run]?.end(end, missed: missed, at: news.at) ?? [], of: id, inbox)
      runs[news.run] = nil
      state.withLock { $0.taps[id] = nil }
    case .refused(let sentence):
      await inbox.post(.problem(sentence), bytes: Self.costOfNews)
    }
  }

  private func begin(
    _ number: Int, _ sent: SentRequest, at instant: ContinuousClock.Instant
  ) -> PassingRun {
    var sent = sent
    let endpoint = state.withLock { $0.backend }.endpoint(passing: &sent)
    return PassingRun(
      sent, declaredAs: endpoint?.kind, at: instant,
      capture: captures?.capture(number, sent, endpoint: endpoint?.name, at: instant))
  }

  private func post(_ told: [PassingRun.Told], of id: StreamID, _ inbox: Inbox) async {
    for item in told {
      switch item {
      case .records(let batch): await inbox.post(batch, stream: id)
      case .news(let news):
        var bytes = Self.costOfNews
        if case .response(_, _, let body) = news { bytes += body.count }
        await inbox.post(.stream(id: id, news), bytes: bytes)
      }
    }
  }
}
