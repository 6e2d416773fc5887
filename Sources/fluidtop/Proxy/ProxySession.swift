import Endpoints
import ReverseProxy
import StreamClient
import Synchronization
import SystemPackage
import WebText

/// How long what waits is still told after somebody has ended the program: captures are written whole,
/// and that is quick.
private struct Patience {
  private static let most = Duration.seconds(1)
  private var end: ContinuousClock.Instant?

  var isOver: Bool {
    mutating get {
      guard Task.isCancelled else { return false }
      let now = ContinuousClock.now
      let end = self.end ?? now + Self.most
      self.end = end
      return now >= end
    }
  }
}

/// Writes what passes through a proxy to standard output.
final class ProxySession: Sendable {
  /// Bytes that are written at once.
  private static let piece = 1 << 20

  private let output: ProxyOutput
  private let captures: ProxyCaptures?
  private let backend = Mutex(KnownBackend())

  init(output: ProxyOutput, captures: ProxyCaptures?) {
    self.output = output
    self.captures = captures
  }

  /// Names runs from now on.
  func know(_ catalog: Catalog) {
    let known = KnownBackend(catalog)
    backend.withLock { $0 = known }
  }

  /// Writes until the task is cancelled and what was open is closed, or until standard output takes no
  /// more.
  ///
  /// - Parameter stop: Closes what is open.
  func write(_ inspection: ProxyInspection, stop: @Sendable () async -> Void) async throws {
    var runs: [Int: ProxyRun] = [:]
    var patience = Patience()
    do {
      // News may go on for ever.
      while !Task.isCancelled, let news = await inspection.next() {
        try write(news, &runs, &patience)
      }
    } catch {
      await stop()
      throw error
    }
    inspection.stops()
    await stop()
    while let news = await inspection.next() { try write(news, &runs, &patience) }
  }

  private func write(
    _ news: [ProxyInspection.News], _ runs: inout [Int: ProxyRun], _ patience: inout Patience
  ) throws(Ending) {
    var bytes: [UInt8] = []
    for item in news {
      if case .wire(.received(let part)) = item.event, patience.isOver {
        runs[item.run]?.pass(part, at: item.at)
      } else {
        take(item, &runs, to: &bytes)
      }
      // A record of two bytes is a line of a hundred.
      if bytes.count >= Self.piece { try flush(&bytes) }
    }
    if output == .text { for run in runs.keys { runs[run]?.endLine(to: &bytes) } }
    try flush(&bytes)
  }

  private func flush(_ bytes: inout [UInt8]) throws(Ending) {
    if output != .text, StandardOutput.isTerminal { bytes = PrintableText.harmless(lines: bytes) }
    do throws(Errno) {
      try StandardOutput.write(bytes) { Task.isCancelled }
    } catch {
      if error != .canceled { throw Ending(writing: error) }
    }
    bytes.removeAll(keepingCapacity: true)
  }

  private func take(
    _ news: ProxyInspection.News, _ runs: inout [Int: ProxyRun], to bytes: inout [UInt8]
  ) {
    switch news.event {
    case .wire(.requesting(let request)): runs[news.run] = begin(news.run, request, at: news.at)
    case .wire(let event): runs[news.run]?.take(event, at: news.at, to: &bytes)
    case .ended(let end, let missed):
      runs[news.run]?.end(end, missed: missed, at: news.at, to: &bytes)
      runs[news.run] = nil
    case .refused(let sentence): StandardError.say(sentence)
    }
  }

  private func begin(
    _ number: Int, _ request: SentRequest, at instant: ContinuousClock.Instant
  ) -> ProxyRun {
    var request = request
    let endpoint = backend.withLock { $0 }.endpoint(passing: &request)
    return ProxyRun(
      number, request, endpoint: endpoint, at: instant, output,
      capture: captures?.capture(number, request, endpoint: endpoint?.name, at: instant))
  }
}
