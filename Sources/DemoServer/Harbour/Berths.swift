import StreamDecoding

extension Route {
  /// An ordinary endpoint with both of FastAPI's refusals.
  static let berths = Route(
    path: "/berths/{berth_id}", name: "read_berth", tag: "berths",
    summary: "One berth: who lies there, how deep it is",
    parameters: [.path("berth_id", .integer(), example: 3, "1 to \(Harbour.berthCount)")],
    content: ["application/json": ["schema": .model("Berth")]]
  ) { inputs throws(Refusal) in
    let number = inputs.integer("berth_id")
    guard (1...Harbour.berthCount).contains(number) else {
      throw .detail(.notFound, "Berth \(number) not found")
    }
    let isFree = number % 4 == 0
    let ship: JSONValue =
      isFree ? .null : .string(Harbour.ships[number % Harbour.ships.count])
    return .json([
      "id": .number(number), "ship": ship, "depth": .number(9.5 + Double(number) / 4),
      "free": .bool(isFree),
    ])
  }

  /// The most ordinary endpoint of all.
  static let health = Route(
    path: "/health", name: "health", tag: "office", summary: "Whether the harbour is open",
    content: ["application/json": ["schema": .model("Health")]]
  ) { _ in
    .json(["status": "ok", "version": "2.3", "berths": .number(Harbour.berthCount)])
  }
}
