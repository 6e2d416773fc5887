import NIOCore
import StreamDecoding

extension Route {
  /// A tick feed: ids, `retry`, two named events, and it goes on where a client left off.
  static let metricsLive = Route(
    path: "/metrics/live", name: "metrics_live", tag: "metrics",
    summary: "Processor and memory of one machine, live",
    parameters: [
      .query("host", .string(), example: "web-1", "The machine to watch"),
      .query("interval", .number(0...60), default: 0.1, "Seconds between samples; 0 is unlimited"),
      .query("count", .integer(0...1_000_000_000), default: 0, "Last sample; 0 is endless"),
      .header("last-event-id", "The feed goes on after this id"),
    ],
    content: .events(of: "Sample", named: ["tick", "warn"])
  ) { inputs in
    let last = Int(inputs.text("last-event-id")) ?? 0
    let first = min(max(0, last), 1_000_000_000)
    // A stream that is at its end says so with 204, which stops an EventSource for good.
    if let count = inputs.count("count"), first >= count { return .noContent }
    let interval = inputs.number("interval")
    let samples = MetricSamples(host: inputs.text("host"), first: first)
    return .stream(
      "text/event-stream",
      .records(
        from: first, count: inputs.count("count"),
        pace: Pace(rate: interval > 0 ? 1 / interval : 0), write: samples.write))
  }
}

/// The samples of one machine as server-sent events.
private struct MetricSamples: Sendable {
  let first: Int
  private let host: String
  private let cpu: Wave
  private let memory: Wave

  init(host: String, first: Int) {
    self.first = first
    self.host = JSONValue.string(host).text()
    cpu = Wave(host + " cpu")
    memory = Wave(host + " mem")
  }

  @Sendable func write(_ number: Int, to buffer: inout ByteBuffer) {
    if number == first { buffer.writeString(": metrics of the harbour\nretry: 2000\n") }
    let isPeak = cpu.pick(number &* 31, below: 40) == 0
    let load = cpu.height(at: number, in: isPeak ? 905...997 : 180...820)
    let used = memory.height(at: number / 4, in: 58...77)
    buffer.writeString(
      """
      event: \(isPeak ? "warn" : "tick")
      id: \(number + 1)
      data: {"cpu":\(load.shifted(1)),"mem":\(used.shifted(2)),"host":\(host)}


      """)
  }
}
