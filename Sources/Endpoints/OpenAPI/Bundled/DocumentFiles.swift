import StreamDecoding

/// The files of one document, each read once, and the places in them that references name.
struct DocumentFiles {
  /// The document's own file.
  let document: String
  /// False for a document that came over HTTP: no file stands beside it.
  let areThere: Bool
  /// Whether schemas of the document refer to files, or by an anchor.
  let areWanted: Bool
  private let files: OpenAPIFiles?
  private var contents: [String: Result<JSONValue, ReferenceProblem>] = [:]
  private var anchors: [String: [String: [String]]] = [:]
  private var bytesLeft = 64 << 20

  private static let fileLimit = 5_000
  /// References from one to the next; a document of thousands in a row would take minutes.
  private static let chainLimit = 32

  init(_ root: JSONValue, files: OpenAPIFiles?) {
    self.files = files
    document = files?.document ?? ""
    areThere = files != nil
    areWanted = root.refersOutward
    contents[document] = .success(root)
  }

  /// Where a reference leads in the end.
  ///
  /// - Parameter file: The file that the reference stands in.
  mutating func place(
    of reference: String, from file: String
  ) throws(ReferenceProblem) -> DocumentPlace {
    try followed(first(reference, from: file))
  }

  /// Where a value is that may be nothing but a reference.
  mutating func followed(_ place: DocumentPlace) throws(ReferenceProblem) -> DocumentPlace {
    var place = place
    var seen: Set<DocumentPlace> = [place]
    while let members = try value(at: place).objectValue, members.count == 1,
      let next = members["$ref"]?.stringValue
    {
      place = try first(next, from: place.file)
      guard seen.insert(place).inserted else { throw .circle }
      guard seen.count <= Self.chainLimit else { throw .tooMuch }
    }
    return place
  }

  private mutating func first(
    _ reference: String, from file: String
  ) throws(ReferenceProblem) -> DocumentPlace {
    let (path, fragment) = try DocumentPlace.parts(of: reference, from: file)
    if fragment.isEmpty { return DocumentPlace(file: path, steps: []) }
    if let pointer = JSONPointer(reference: String(fragment)) {
      return DocumentPlace(file: path, steps: pointer.steps)
    }
    let root = try content(of: path)
    if anchors[path] == nil { anchors[path] = root.anchors }
    guard let steps = anchors[path]?[String(fragment.dropFirst())] else { throw .nothing }
    return DocumentPlace(file: path, steps: steps)
  }

  /// What stands there.
  mutating func value(at place: DocumentPlace) throws(ReferenceProblem) -> JSONValue {
    let content = try content(of: place.file)
    guard let value = JSONPointer(place.steps).value(in: content) else { throw .nothing }
    return value
  }

  private mutating func content(of file: String) throws(ReferenceProblem) -> JSONValue {
    if let known = contents[file] { return try known.get() }
    let result = Result { () throws(ReferenceProblem) in try read(file) }
    contents[file] = result
    return try result.get()
  }

  private mutating func read(_ file: String) throws(ReferenceProblem) -> JSONValue {
    guard let files else { throw .notFetched }
    guard contents.count <= Self.fileLimit, bytesLeft > 0 else { throw .tooMuch }
    let (value, bytes) = try files.read(file, bytesLeft)
    bytesLeft -= bytes
    return value
  }
}

extension JSONValue {
  /// Whether it holds a reference that is no pointer within it.
  fileprivate var refersOutward: Bool {
    var waiting = [self]
    while let value = waiting.popLast() {
      switch value {
      case .object(let members):
        if let text = members["$ref"]?.stringValue, !text.hasPrefix("#/") { return true }
        waiting += members.values
      case .array(let elements): waiting += elements
      case .null, .bool, .number, .string: break
      }
    }
    return false
  }

  /// The ways to its anchors. Source: JSON Schema 2020-12, core, 8.2.2.
  fileprivate var anchors: [String: [String]] {
    var result: [String: [String]] = [:]
    var waiting: [(value: JSONValue, steps: [String])] = [(self, [])]
    while let (value, steps) = waiting.popLast() {
      for name in ["$anchor", "$dynamicAnchor"].compactMap({ value[$0]?.stringValue }) {
        result[name] = result[name] ?? steps
      }
      for (key, member) in value.objectValue ?? [:] { waiting.append((member, steps + [key])) }
      for (index, element) in (value.arrayValue ?? []).enumerated() {
        waiting.append((element, steps + ["\(index)"]))
      }
    }
    return result
  }
}
