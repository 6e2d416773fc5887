import StreamClient
import Synchronization

/// Streams whose server closes after each event: how soon they are connected again, and what is
/// left of each connection.
struct StormBenchmark {
  var url: String
  var streams: Int
  /// How often each stream is connected again.
  var reconnects: Int

  func run() async -> [Figure] {
    ProcessUsage.raiseFileLimit()
    let client = StreamClient()
    // What the client and the runtime keep open as long as they live is opened by the first ones.
    _ = await storm(client, streams: 2, reconnects: 2)
    let resident = ProcessUsage.resident
    let descriptors = ProcessUsage.descriptors
    let start = ContinuousClock.now
    let events = await storm(client, streams: streams, reconnects: reconnects)
    let wall = ContinuousClock.now - start
    let after = await settledDescriptors(expecting: descriptors)
    let figures = [
      Figure("events", events), Figure("reconnects", max(0, events - streams)),
      Figure("wall", wall),
      Figure("descriptors before", descriptors), Figure("descriptors after", after),
      Figure("resident before", resident), Figure("resident after", ProcessUsage.resident),
    ]
    await client.shutdown()
    return figures
  }

  /// How many events came.
  private func storm(_ client: StreamClient, streams: Int, reconnects: Int) async -> Int {
    let events = Counter()
    let request = StreamRequest(url: url)
    let options = StreamOptions(reconnect: .always, retryDelay: .zero)
    await Streams.run(streams, within: .seconds(60)) {
      let connections = Counter()
      await client.run(request, options: options) { signal in
        switch signal {
        case .records(let batch): events.add(batch.entries.count)
        case .lost:
          // From within, so that no request more goes out.
          if connections.add(1) > reconnects { withUnsafeCurrentTask { $0?.cancel() } }
        case .requesting, .opened, .answering, .answered, .saved, .progress, .failed, .completed,
          .closed:
          break
        }
      }
    }
    return events.value
  }

  /// Those that are open; sockets are closed on the client's thread, which may need a moment.
  private func settledDescriptors(expecting expected: Int) async -> Int {
    var found = ProcessUsage.descriptors
    for _ in 0..<100 where found > expected {
      try? await Task.sleep(for: .milliseconds(20))
      found = ProcessUsage.descriptors
    }
    return found
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  /// The sum.
  @discardableResult
  func add(_ more: Int) -> Int {
    count.add(more, ordering: .relaxed).newValue
  }
}
