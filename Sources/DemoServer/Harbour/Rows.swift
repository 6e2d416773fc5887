import NIOCore

extension Route {
  /// Newline-delimited JSON of any length and rate.
  static let rows = Route(
    path: "/rows/{table}", name: "rows", tag: "tables",
    summary: "A table, row by row",
    parameters: [
      .path("table", .string(choices: Table.allCases.map(\.rawValue)), "Which table"),
      .query("count", .integer(0...1_000_000_000), default: 1000, "Rows in all; 0 is endless"),
      .query("rate", .number(0...1_000_000), default: 50.0, "Rows a second; 0 is unlimited"),
    ],
    content: .lines(of: "Row")
  ) { inputs throws(Refusal) in
    guard let table = Table(rawValue: inputs.text("table")) else { throw .notFound }
    return .stream(
      "application/x-ndjson",
      .records(
        count: inputs.count("count"), pace: Pace(rate: inputs.number("rate")), write: table.write))
  }
}

private enum Table: String, CaseIterable, Sendable {
  case ships, containers, tides

  private static let wave = Wave("tables")

  @Sendable func write(_ row: Int, to buffer: inout ByteBuffer) {
    switch self {
    case .ships: Self.writeShip(row, to: &buffer)
    case .containers: Self.writeContainer(row, to: &buffer)
    case .tides: Self.writeTide(row, to: &buffer)
    }
  }

  private static func writeShip(_ row: Int, to buffer: inout ByteBuffer) {
    let index = row % Harbour.ships.count
    buffer.writeString(
      """
      {"row":\(row),"ship":"\(Harbour.ships[index])","imo":\(Harbour.imo(ofShip: index)),\
      "flag":"\(Harbour.flags[index % Harbour.flags.count])",\
      "teu":\(400 + wave.pick(row, below: 19_600))}

      """)
  }

  private static func writeContainer(_ row: Int, to buffer: inout ByteBuffer) {
    let bits = Int(wave.noise(row) >> 8)
    let owner = ["MSCU", "TGHU", "EISU", "HLXU"][bits & 3]
    let isCooled = bits & 28 == 0
    let temperature = isCooled ? (bits / 64 % 240 - 220).shifted(1) : "null"
    buffer.writeString(
      """
      {"row":\(row),"container":"\(owner)\((bits / 8 % 10_000_000).padded(7))",\
      "teu":\(1 + bits / 4 % 2),"kg":\(2200 + bits / 16 % 28_000),"temperature":\(temperature)}

      """)
  }

  private static func writeTide(_ row: Int, to buffer: inout ByteBuffer) {
    let level = wave.height(at: row, in: -120...385)
    buffer.writeString(
      """
      {"row":\(row),"time":"\(Harbour.time(atSecond: row &* 60))","level":\(level.shifted(2))}

      """)
  }
}
