import Endpoints
import ReverseProxy
import StreamClient
import Synchronization
import SystemPackage
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

/// Writes what passes through a proxy: to standard output, and each run into a capture of its own.
final class ProxySession: Sendable {
  /// Where captures go.
  struct Record: Sendable {
    var folder: String
    var arguments: CaptureArguments
    /// The beginning of each name, so that another session overwrites nothing.
    let stamp = String(WallClock.now.timestamp.prefix(19).filter { $0.isNumber || $0 == "T" })
  }

  /// Bytes that are written at once.
  private static let piece = 1 << 20

  private let output: ProxyOutput
  private let record: Record?
  private let catalog = Mutex(Catalog())
  private let started = ContinuousClock.now

  init(output: ProxyOutput, record: Record?) throws(Ending) {
    self.output = output
    self.record = record
    guard let folder = record?.folder else { return }
    // One that is there already is as good.
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      let reason = Errno(rawValue: errno)
      throw .failed("\(folder) can't be made: \(reason); name another folder for the captures")
    }
  }

  /// Names runs from now on.
  func know(_ catalog: Catalog) { self.catalog.withLock { $0 = catalog } }

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
    let (endpoint, names) = catalog.withLock { catalog in
      (
        catalog.endpoint(answering: request.method, at: URLText(request.url).path),
        catalog.secretNames
      )
    }
    request.secretNames = names
    return ProxyRun(
      number, request, endpoint: endpoint, at: instant, output,
      capture: capture(number, request, endpoint, at: instant))
  }

  private func capture(
    _ number: Int, _ request: SentRequest, _ endpoint: Endpoint?,
    at instant: ContinuousClock.Instant
  ) -> CaptureRun? {
    guard let record else { return nil }
    let name = endpoint?.name ?? request.method + URLText(request.url).path
    let harmless = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(60)
    let file = "\(record.stamp)-\(number.text(digits: 4))-\(String(harmless)).capture"
    do throws(CaptureFile.Problem) {
      let capture = try CaptureFile(
        "\(record.folder)/\(file)", overwriting: record.arguments.force, startedAt: instant)
      return capture.newRun(
        endpoint: endpoint?.name, keepingSecrets: record.arguments.keepsSecrets)
    } catch {
      StandardError.say(Ending.sentence(of: error.ending))
      return nil
    }
  }
}
