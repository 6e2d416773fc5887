import StreamDecoding

/// The models of a document that is made of several files, each under one name.
struct BundledModels {
  /// The way to them: `components`, `schemas`; of Swagger 2.0 `definitions`.
  let home: [String]
  /// Where the document's own models are that are nothing but a reference.
  private(set) var places: [String: DocumentPlace] = [:]
  private var names: [DocumentPlace: String] = [:]
  private var taken: Set<String> = []
  /// The number that was given to a name last.
  private var numbers: [String: Int] = [:]
  private var waiting: [(name: String, place: DocumentPlace)] = []
  private var done = 0

  init(of document: JSONValue, in files: inout DocumentFiles) {
    home = document["swagger"] == nil ? ["components", "schemas"] : ["definitions"]
    var container = DocumentPlace(file: files.document, steps: [])
    for step in home {
      container.steps.append(step)
      guard let place = try? files.followed(container) else { return }
      container = place
    }
    let own = (try? files.value(at: container))?.objectValue ?? [:]
    taken = Set(own.keys)
    guard files.areWanted else { return }
    // Those that are written here first: another name for one of them is another name.
    for isReference in [false, true] {
      for (name, schema) in own where (schema["$ref"] != nil) == isReference {
        var place = container
        place.steps.append(name)
        guard let target = try? files.followed(place) else { continue }
        if isReference, names[target] == nil, target.file != files.document {
          places[name] = target
        }
        names[target] = names[target] ?? name
      }
    }
  }

  /// The reference to a schema, which becomes a model if it is none.
  mutating func reference(to place: DocumentPlace, in document: String) -> String {
    if let name = names[place] { return JSONPointer(home + [name]).reference }
    if place.file == document { return JSONPointer(place.steps).reference }
    let name = name(for: place)
    names[place] = name
    waiting.append((name, place))
    return JSONPointer(home + [name]).reference
  }

  /// A model that was referred to and is not in the document yet.
  mutating func next() -> (name: String, place: DocumentPlace)? {
    guard done < waiting.count else { return nil }
    defer { done += 1 }
    return waiting[done]
  }

  /// The last step of the way, or the file's name without its ending; with a number where it is
  /// taken. Source: OpenAPI 3.2, "Components Object", for the letters.
  private mutating func name(for place: DocumentPlace) -> String {
    let file = place.file.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let plain = String(
      (place.steps.last ?? stem).prefix(100).map {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_"
      })
    let base = plain.isEmpty ? "Model" : plain
    var name = base
    while !taken.insert(name).inserted {
      numbers[base, default: 1] += 1
      name = "\(base)_\(numbers[base, default: 2])"
    }
    return name
  }
}
