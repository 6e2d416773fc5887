/// What a program that uses the records decodes them to.
struct Row: Decodable {
  struct Position: Decodable {
    var lat: Double
    var lon: Double
  }

  var id: Int
  var ship: String
  var berth: String
  var load: Double
  var docked: Bool
  var crew: [Int]
  var position: Position
  var note: String?
  var text: String
}
