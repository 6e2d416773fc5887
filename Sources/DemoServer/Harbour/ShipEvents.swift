import NIOCore

extension Route {
  /// An event stream as FastAPI's own typed one writes it.
  static let shipEvents = Route(
    path: "/ships/events", name: "ship_events", tag: "ships",
    summary: "Arrivals and departures as they happen",
    parameters: [
      .query("berth", .integer(1...Harbour.berthCount), default: .null, "This berth only"),
      .query("rate", .number(0...1_000_000), default: 2.0, "Events a second; 0 is unlimited"),
      .query("count", .integer(0...1_000_000_000), default: 0, "Events in all; 0 is endless"),
    ],
    content: .events(of: "ShipEvent", named: ["arrival", "departure", "notice"])
  ) { inputs in
    let berth = inputs.count("berth")
    return .stream(
      "text/event-stream; charset=utf-8",
      .records(
        count: inputs.count("count"), pace: Pace(rate: inputs.number("rate")),
        write: { number, buffer in ShipEvent(number, berth: berth).write(to: &buffer) }))
  }
}

/// One thing that happened to one ship.
private struct ShipEvent {
  private static let wave = Wave("ships")

  let number: Int
  let berth: Int

  init(_ number: Int, berth: Int?) {
    self.number = number
    self.berth = berth ?? 1 + Self.wave.pick(number &* 3, below: Harbour.berthCount)
  }

  func write(to buffer: inout ByteBuffer) {
    let ship = Self.wave.pick(number, below: Harbour.ships.count)
    let (event, status) = kind
    let eta = Harbour.time(atSecond: number &* 47).dropLast(3)
    let containers = Self.wave.pick(number &* 5, below: 2400)
    buffer.writeString(
      """
      event: \(event)
      data: {"ship":"\(Harbour.ships[ship])","imo":\(Harbour.imo(ofShip: ship)),"berth":\(berth),\
      "status":"\(status)","eta":"\(eta)","containers":\(containers)}
      id: \(number + 1)


      """)
  }

  private var kind: (event: String, status: String) {
    switch Self.wave.pick(number &* 7, below: 10) {
    case 0: ("notice", "delayed")
    case 1...3: ("arrival", "arriving")
    case 4...6: ("arrival", "moored")
    default: ("departure", "departing")
    }
  }
}
