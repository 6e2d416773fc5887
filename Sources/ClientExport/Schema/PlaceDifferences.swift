import Endpoints
import StreamDecoding

/// Which models have types of their own for two places.
struct PlaceDifferences {
  private var models: [Set<ValuePlace>: Set<String>] = [:]

  /// - Parameters:
  ///   - standing: The models that stand at each place, with all that they refer to.
  ///   - trustsDefaults: Members with a default are there in whatever is sent.
  init(schemas: JSONObject, standing: [ValuePlace: Set<String>], trustsDefaults: Bool) {
    var shapes: [ValuePlace: [String: Shape]] = [:]
    var users: [String: [String]] = [:]
    // The models' own names are the same at each place.
    let names = Dictionary(schemas.keys.map { ($0, $0) }) { first, _ in first }
    for (name, schema) in schemas {
      let places = standing.keys.filter { standing[$0]?.contains(name) == true }
      // At one place there is nothing to differ from.
      if places.count < 2 { continue }
      for place in places {
        let reader = SchemaReader(
          names: names, schemas: schemas, place: place, trustsDefaults: trustsDefaults)
        shapes[place, default: [:]][name] = reader.shape(schema)
      }
      for target in SchemaReference.all(in: schema) {
        users[target.model, default: []].append(name)
      }
    }
    let places = ValuePlace.allCases
    for (index, one) in places.enumerated() {
      for other in places[..<index] {
        let common = standing[one, default: []].intersection(standing[other, default: []])
        var open = Array(common.filter { shapes[one]?[$0] != shapes[other]?[$0] })
        var found = Set<String>()
        while let name = open.popLast() {
          if found.insert(name).inserted { open += users[name] ?? [] }
        }
        models[[one, other]] = found
      }
    }
  }

  /// The models in which something, at whatever depth, differs between two places.
  func between(_ one: ValuePlace, _ other: ValuePlace) -> Set<String> {
    models[[one, other]] ?? []
  }
}
