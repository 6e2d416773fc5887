import CYAML
import Endpoints
import StreamDecoding
import WebText

/// Reads one YAML document as the JSON value that it stands for.
///
/// Plain scalars have the types of the YAML 1.2 core schema, so that `no` and dates stay texts;
/// keys are texts whatever they look like; aliases and merge keys (`<<`) are replaced by what they
/// name.
struct YAMLReader {
  private let parser: OpaquePointer
  private var anchors: [String: Node] = [:]
  private var nodesLeft = YAMLReader.nodeLimit

  /// Values of a document, those behind aliases counted each time: few lines of aliases of aliases
  /// would otherwise stand for more than any memory holds. A long text counts as several.
  private static let nodeLimit = 2_000_000
  private static let bytesOfNode = 32
  private static let depthLimit = 200

  private struct Node {
    var value: JSONValue
    var count: Int
  }

  /// The value of the first document in `bytes`.
  static func value(of bytes: [UInt8]) throws(OpenAPIFailure) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, OpenAPIFailure> in
      guard let parser = cyaml_open(buffer.baseAddress, buffer.count) else {
        return .failure(.notYAML(line: 1, problem: "there is no memory to read it"))
      }
      defer { cyaml_close(parser) }
      var reader = YAMLReader(parser: parser)
      do throws(OpenAPIFailure) {
        return .success(try reader.node(from: reader.next(), depth: 0).value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(parser: OpaquePointer) { self.parser = parser }

  private func next() throws(OpenAPIFailure) -> CYAMLEvent {
    let event = cyaml_next(parser)
    if event.kind == CYAML_FAILURE {
      throw .notYAML(line: Int(event.line), problem: String(cString: event.problem))
    }
    return event
  }

  private mutating func node(
    from event: CYAMLEvent, depth: Int
  ) throws(OpenAPIFailure) -> Node {
    guard depth < YAMLReader.depthLimit else {
      throw .notYAML(line: Int(event.line), problem: "it is nested too deeply")
    }
    let anchor = String(cString: event.anchor)
    if event.kind == CYAML_ALIAS { return try aliased(anchor, line: Int(event.line)) }
    let before = nodesLeft
    try spend(1 + event.length / Self.bytesOfNode, line: Int(event.line))
    let value: JSONValue
    switch event.kind {
    case CYAML_SCALAR: value = YAMLScalar(event).value
    case CYAML_SEQUENCE_START: value = try sequence(depth: depth)
    case CYAML_MAPPING_START: value = try mapping(depth: depth)
    default: value = .null
    }
    let node = Node(value: value, count: before - nodesLeft)
    if !anchor.isEmpty { anchors[anchor] = node }
    return node
  }

  private mutating func aliased(_ anchor: String, line: Int) throws(OpenAPIFailure) -> Node {
    guard let node = anchors[anchor] else {
      let name = anchor.printable(limit: 40)
      throw .notYAML(line: line, problem: "the alias *\(name) has no anchor before it")
    }
    try spend(node.count, line: line)
    return node
  }

  private mutating func spend(_ count: Int, line: Int) throws(OpenAPIFailure) {
    nodesLeft -= count
    if nodesLeft < 0 {
      throw .notYAML(line: line, problem: "its aliases or its keys stand for more than can be read")
    }
  }

  private mutating func sequence(depth: Int) throws(OpenAPIFailure) -> JSONValue {
    var elements: [JSONValue] = []
    while true {
      let event = try next()
      if event.kind == CYAML_SEQUENCE_END || event.kind == CYAML_END { return .array(elements) }
      elements.append(try node(from: event, depth: depth + 1).value)
    }
  }

  private mutating func mapping(depth: Int) throws(OpenAPIFailure) -> JSONValue {
    var object = JSONObject()
    var merged: [JSONValue] = []
    while true {
      let event = try next()
      if event.kind == CYAML_MAPPING_END || event.kind == CYAML_END { break }
      let key = try key(from: event, depth: depth)
      let value = try node(from: try next(), depth: depth + 1).value
      if key == "<<" {
        merged += value.arrayValue ?? [value]
      } else {
        object[key] = value
      }
    }
    // What the mapping says itself wins, and of several merged ones the first.
    for value in merged {
      for (key, inner) in value.objectValue ?? [:] where object[key] == nil { object[key] = inner }
    }
    return .object(object)
  }

  private mutating func key(
    from event: CYAMLEvent, depth: Int
  ) throws(OpenAPIFailure) -> String {
    if event.kind == CYAML_SCALAR {
      let count = 1 + event.length / Self.bytesOfNode
      try spend(count, line: Int(event.line))
      let text = YAMLScalar(event).text
      let anchor = String(cString: event.anchor)
      if !anchor.isEmpty { anchors[anchor] = Node(value: .string(text), count: count) }
      return text
    }
    let value = try node(from: event, depth: depth + 1).value
    if let text = value.stringValue { return text }
    // Within another key its quotes are escaped, and their signs again within the next: thirty
    // braces would be a gigabyte.
    let text = value.text()
    try spend(text.utf8.count, line: Int(event.line))
    return text
  }
}
