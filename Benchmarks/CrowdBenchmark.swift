import StreamClient
import Synchronization

/// Many streams of one client, open at once: what it takes to read them as their records come.
struct CrowdBenchmark {
  var url: String
  var streams: Int
  /// How many each stream brings.
  var records: Int

  func run() async -> [Figure] {
    ProcessUsage.raiseFileLimit()
    let tally = Tally(expected: streams * records)
    let client = StreamClient()
    let request = StreamRequest(url: url)
    await Streams.run(streams, within: .seconds(60)) {
      await client.run(request, options: StreamOptions(reconnect: .never)) { signal in
        if case .records(let batch) = signal { tally.add(batch.entries.count) }
      }
    }
    await client.shutdown()
    let (wall, processor) = tally.span
    return [
      Figure("records", tally.count), Figure("wall", wall), Figure("processor", processor),
      Figure("peak", ProcessUsage.peak),
    ]
  }
}

/// Counts records, and notes what the process had taken at the first and at the last of them:
/// making a thousand connections is another matter.
private final class Tally: Sendable {
  private struct Moment {
    var time = ContinuousClock.now
    var processor = ProcessUsage.processor
  }

  private let expected: Int
  private let found = Atomic(0)
  private let first = Mutex<Moment?>(nil)
  private let last = Mutex<Moment?>(nil)

  init(expected: Int) {
    self.expected = expected
  }

  var count: Int { found.load(ordering: .relaxed) }

  /// From the first record to the last; to now where some haven't come.
  var span: (wall: Duration, processor: Duration) {
    let end = last.withLock { $0 } ?? Moment()
    let start = first.withLock { $0 } ?? end
    return (end.time - start.time, end.processor - start.processor)
  }

  func add(_ count: Int) {
    let (before, after) = found.add(count, ordering: .relaxed)
    if before == 0 { first.withLock { $0 = Moment() } }
    if after == expected { last.withLock { $0 = Moment() } }
  }
}
