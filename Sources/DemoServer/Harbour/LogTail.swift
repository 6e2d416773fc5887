import NIOCore

extension Route {
  /// Plain text, with wide and combined characters in it.
  static let logTail = Route(
    path: "/logs/tail", name: "log_tail", tag: "logs",
    summary: "The harbour office's log",
    parameters: [
      .query("lines", .integer(0...1_000_000_000), default: 0, "Lines in all; 0 is endless"),
      .query("rate", .number(0...1_000_000), default: 5.0, "Lines a second; 0 is unlimited"),
    ],
    content: ["text/plain": ["itemSchema": ["type": "string"]]]
  ) { inputs in
    .stream(
      "text/plain; charset=utf-8",
      .records(
        count: inputs.count("lines"), pace: Pace(rate: inputs.number("rate")),
        write: LogLine.write))
  }
}

private enum LogLine {
  private static let wave = Wave("log")

  @Sendable static func write(_ number: Int, to buffer: inout ByteBuffer) {
    let berth = 1 + wave.pick(number &* 3, below: Harbour.berthCount)
    let ship = wave.pick(number, from: Harbour.ships)
    let (level, text) = message(number, ship: ship, berth: berth)
    buffer.writeString("\(Harbour.time(atSecond: number)) \(level) berth-\(berth.padded(2))  ")
    buffer.writeString(text + "\n")
  }

  private static func message(
    _ number: Int, ship: String, berth: Int
  ) -> (level: String, text: String) {
    let amount = wave.pick(number &* 5, below: 900)
    switch wave.pick(number &* 11, below: 9) {
    case 0: return ("INFO ", "⚓ \(ship) moored, \(amount) containers to unload")
    case 1: return ("INFO ", "\(ship) asks for a pilot 🧭 on channel \(1 + amount % 72)")
    case 2: return ("WARN ", "風が強い: 風速 \(amount % 30) m/s, クレーン停止 🏗️")
    case 3: return ("INFO ", "crane \(1 + amount % 6) lifted \(amount) t for \(ship)")
    case 4: return ("DEBUG", "gauge \(amount): level=\(amount.shifted(2))m  naïve=\(amount % 7)")
    case 5: return ("INFO ", "海關檢查完成 ✅ \(ship) 可以離港")
    case 6: return ("ERROR", "radar lost \(ship) for \(amount) ms 🌫️  (👩‍✈️ informed)")
    case 7: return ("INFO ", "tug 🚢 \(amount % 12) → berth \(berth), ropes fast")
    default: return ("DEBUG", "keep-alive, \(amount) messages in the queue")
    }
  }
}
