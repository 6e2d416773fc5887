import Endpoints
import StreamDecoding

/// A place in a body: what its schema says of it, and the value that is there.
struct BodyNode {
  /// What the user does with it.
  enum Kind: Hashable {
    /// Types a text.
    case text
    /// Goes through choices.
    case choices
    /// Fills in what is in it, or has it made.
    case object, list
  }

  let path: BodyPath
  /// One schema: references followed, its alternative chosen by the value.
  let schema: JSONValue
  /// The alternatives at this place; empty where there is no choice.
  let branches: [JSONValue]
  /// Which of them the value is.
  let branch: Int?
  /// Nil where it is left out.
  let value: JSONValue?
  let isRequired: Bool
  let models: JSONObject
  /// The schema before an alternative was chosen.
  private let whole: JSONValue
  private let branchKey: String

  /// - Parameter schema: As it stands in the schema of the body, with references.
  init(
    _ path: BodyPath, _ schema: JSONValue, value: JSONValue?, isRequired: Bool, models: JSONObject
  ) {
    self.path = path
    self.value = value
    self.isRequired = isRequired
    self.models = models
    let whole = MergedSchema.of(schema, models: models)
    self.whole = whole
    let key = whole["anyOf"] != nil ? "anyOf" : "oneOf"
    let choices = whole[key]?.arrayValue ?? []
    branchKey = key
    branches = choices
    let chosen = value.flatMap { SchemaCheck.alternative(for: $0, among: choices, models: models) }
    branch = chosen ?? choices.firstIndex { $0["type"] != "null" }
    self.schema =
      branch.map { MergedSchema.of(choices[$0], chosenIn: whole, by: key, models: models) } ?? whole
  }

  /// The words of the place: of all of its alternatives, where these are no objects and lists.
  var words: SchemaWords {
    let all = branches.map { MergedSchema.of($0, models: models) }
    return SchemaWords(
      hasCollections || branches.isEmpty ? schema : whole.with(branches: all, of: branchKey))
  }

  var kind: Kind {
    switch value {
    case .object: .object
    case .array: .list
    case .null?, nil:
      switch emptyKind {
      case .object, .list: emptyKind
      case .text, .choices: words.choices.isEmpty ? .text : .choices
      }
    case .bool, .number, .string: words.choices.isEmpty ? .text : .choices
    }
  }

  /// Whether there is more than one kind of value that a key goes through.
  var varies: Bool { branches.count { $0["type"] != "null" } > 1 && hasCollections }

  /// The member that tells the alternatives apart, where one is declared to.
  var tagName: String? { whole["discriminator"]?["propertyName"]?.stringValue }

  private var emptyKind: Kind {
    let types = types
    if !types.isDisjoint(with: ["string", "number", "integer", "boolean"]) { return .text }
    return types.contains("object") ? .object : types.contains("array") ? .list : .text
  }

  private var hasCollections: Bool {
    branches.contains { choice in
      !Self.types(of: MergedSchema.of(choice, models: models), models)
        .isDisjoint(with: ["object", "array"])
    }
  }

  /// The types that a value may be of, by its schema and its alternatives; empty for any.
  var types: Set<String> { Self.types(of: whole, models) }

  private static func types(
    of schema: JSONValue, _ models: JSONObject, depth: Int = 0
  ) -> Set<String> {
    if let name = schema["type"]?.stringValue { return [name] }
    if let names = schema["type"]?.arrayValue { return Set(names.compactMap(\.stringValue)) }
    let choices = (schema["anyOf"] ?? schema["oneOf"])?.arrayValue ?? []
    if !choices.isEmpty, depth < 4 {
      let each = choices.map {
        types(of: MergedSchema.of($0, models: models), models, depth: depth + 1)
      }
      return each.contains(where: \.isEmpty) ? [] : each.reduce(into: []) { $0.formUnion($1) }
    }
    let constants = schema["const"].map { [$0] } ?? schema["enum"]?.arrayValue
    if let constants { return Set(constants.map(\.typeName)) }
    return schema["properties"] != nil ? ["object"] : schema["items"] != nil ? ["array"] : []
  }

  /// Whether it is a file in a form of parts, whose path is typed, or a list of such.
  var isFile: Bool {
    switch kind {
    case .text, .list: FormContent.isFile(whole, models)
    case .choices, .object: false
    }
  }

  // MARK: What is in it

  /// The steps to what is in the value: the members that are declared, present or not, then others.
  var steps: [BodyPath.Step] {
    switch value {
    case .array(let elements): elements.indices.map(BodyPath.Step.item)
    case .object(let members):
      declared(beside: members).map(BodyPath.Step.member)
        + members.keys.filter { schema["properties"]?[$0] == nil }.map(BodyPath.Step.member)
    case .null, .bool, .number, .string, nil: []
    }
  }

  /// What only the server writes is not offered.
  private func declared(beside members: JSONObject) -> [String] {
    (schema["properties"]?.objectValue ?? [:]).filter { name, member in
      members[name] != nil || member["readOnly"] != true && member != false
    }.map(\.key)
  }

  func child(_ step: BodyPath.Step) -> BodyNode {
    let own: JSONValue
    var isRequired = true
    switch step {
    case .member(let name):
      own = BodyDraft.schema(of: name, in: schema)
      isRequired = schema["required"]?.arrayValue?.contains(.string(name)) == true
    case .item(let index): own = schema["prefixItems"]?[index] ?? schema["items"] ?? [:]
    }
    return BodyNode(
      path.child(step), own, value: value?[step], isRequired: isRequired, models: models)
  }

  // MARK: Other values

  /// A first value for it; of an alternative, where one is named.
  func sample(of branch: Int? = nil) -> JSONValue {
    guard let branch else {
      let sample = BodyDraft.value(for: whole, models: models, filling: .form)
      return sample.isNull && kind == .object ? [:] : sample.isNull && kind == .list ? [] : sample
    }
    let choice = branches[branch]
    let own = MergedSchema.of(choice, chosenIn: whole, by: branchKey, models: models)
    return BodyDraft.value(for: own, as: choice, of: whole, models: models)
  }

  /// A first value for another item of the list.
  var itemSample: JSONValue {
    let count = value?.arrayValue?.count ?? 0
    let own = schema["prefixItems"]?[count] ?? schema["items"] ?? [:]
    let sample = BodyDraft.value(for: own, models: models, filling: .form)
    return sample.isNull ? "" : sample
  }
}

extension JSONValue {
  fileprivate func with(branches: [JSONValue], of key: String) -> JSONValue {
    guard var members = objectValue else { return self }
    members[key] = .array(branches)
    return .object(members)
  }

  /// The type's name in a schema.
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
