import NIOCore

extension Route {
  /// A stream that breaks off in the middle of its chunked body.
  static let unstableStream = Route(
    path: "/unstable/stream", name: "unstable_stream", tag: "gauges",
    summary: "Readings of a gauge whose cable breaks half-way",
    parameters: [
      .query("after", .integer(0...1_000_000_000), default: 5, "Readings before it breaks"),
      .query("rate", .number(0...1_000_000), default: 5.0, "Readings a second; 0 is unlimited"),
    ],
    content: .lines(of: "Reading")
  ) { inputs in
    let wave = Wave("gauge")
    return .stream(
      "application/x-ndjson",
      .records(
        count: inputs.integer("after"), pace: Pace(rate: inputs.number("rate")), ending: .cut
      ) { number, buffer in
        let level = wave.height(at: number, in: -120...385).shifted(2)
        buffer.writeString("{\"gauge\":\(1 + number % 3),\"level\":\(level)}\n")
      })
  }
}
