/// The harbour's people, ships and clock: what all endpoints' data is made of.
enum Harbour {
  static let berthCount = 12

  /// Names from many ports, so that columns of a screen have something to bite on.
  static let ships = [
    "Aurora", "Halcyon", "海龍", "Skagerrak", "São Gabriel", "Καλυψώ", "Petrel", "Freyja",
    "Batavia", "おやしお", "Ærø", "Kittiwake", "한바다", "Łysica", "Boréal", "Matariki",
  ]

  static let flags = ["NL", "DK", "TW", "NO", "PT", "GR", "IE", "IS", "ID", "JP", "KR", "NZ"]

  static func imo(ofShip index: Int) -> Int {
    9_300_017 + index * 7_919
  }

  /// The harbour's clock: it starts at 06:00 and goes by the record, not by the wall.
  static func time(atSecond second: Int) -> String {
    let second = (6 * 3600 + second) % 86_400
    return "\((second / 3600).padded(2)):\((second / 60 % 60).padded(2)):\((second % 60).padded(2))"
  }
}

extension Router {
  /// All endpoints of the demo backend.
  static let harbour = Router(
    title: "Harbour API", version: "2.3", summary: "A small port with every kind of stream",
    routes: [
      .metricsLive, .shipEvents, .chatStream, .rows, .logTail, .fileDownload, .unstableStream,
      .berths, .health,
    ],
    models: .harbourModels)
}
