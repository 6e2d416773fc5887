import StreamDecoding
import WebText

/// What the values at one place have in common.
final class SeenValues {
  static let longestWord = 32
  private static let mostWords = 8
  /// An object with more names has names for keys.
  private static let mostNames = 200

  private struct Member {
    let name: String
    var count: Int
    let values: SeenValues
  }

  private(set) var count = 0
  private var nulls = 0
  private var booleans = 0
  private var integers = 0
  private var decimals = 0
  private var strings = 0
  private var arrays = 0
  private var objects = 0
  /// Different strings; nil where there are too many to be an enumeration.
  private var words: [String]? = []
  private var members: [Member] = []
  /// By the bytes of the name: Swift's strings are equal where other bytes mean the same signs.
  private var places: [[UInt8]: Int] = [:]
  /// What all members are, once there are too many names.
  private var entries: SeenValues?
  private var items: SeenValues?
  /// There was no room to look at all of it.
  private var isOpen = false
  /// Some member has a secret's name.
  private var hasSecretName = false

  /// The names of the members that objects have.
  var memberNames: [[UInt8]] { Array(places.keys) }

  /// - Parameter room: How many places there may be yet.
  func take(_ value: JSONValue, _ room: inout Int) {
    count += 1
    switch value {
    case .null: nulls += 1
    case .bool: booleans += 1
    case .number(let text): take(number: text)
    case .string(let text): take(string: text)
    case .array(let elements):
      arrays += 1
      guard !elements.isEmpty, let items = place(items, &room) else { return }
      self.items = items
      for element in elements { items.take(element, &room) }
    case .object(let object):
      objects += 1
      for (name, value) in object { take(name, value, &room) }
    }
  }

  private func place(_ known: SeenValues?, _ room: inout Int) -> SeenValues? {
    if let known { return known }
    room -= 1
    if room >= 0 { return SeenValues() }
    isOpen = true
    return nil
  }

  private func take(number text: String) {
    if text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }) {
      integers += 1
    } else {
      decimals += 1
    }
  }

  private func take(string text: String) {
    strings += 1
    guard let known = words, !known.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
      return
    }
    words = known.count < Self.mostWords && text.isWord ? known + [text] : nil
  }

  private func take(_ name: String, _ value: JSONValue, _ room: inout Int) {
    let isKnown = hasSecretName || entries == nil && places[Array(name.utf8)] != nil
    if !isKnown { hasSecretName = SecretName.matches(name) }
    if let entries { return entries.take(value, &room) }
    let key = Array(name.utf8)
    if let place = places[key] {
      members[place].count += 1
      members[place].values.take(value, &room)
    } else if members.count >= Self.mostNames {
      let all = mergedMembers
      (entries, members, places) = (all, [], [:])
      all.take(value, &room)
    } else if let values = place(nil, &room) {
      places[key] = members.count
      members.append(Member(name: name, count: 1, values: values))
      values.take(value, &room)
    }
  }

  // MARK: Together

  private var mergedMembers: SeenValues {
    let all = SeenValues()
    for member in members { all.merge(member.values) }
    return all
  }

  private func merge(_ other: SeenValues) {
    count += other.count
    nulls += other.nulls
    booleans += other.booleans
    integers += other.integers
    decimals += other.decimals
    strings += other.strings
    arrays += other.arrays
    objects += other.objects
    isOpen = isOpen || other.isOpen
    hasSecretName = hasSecretName || other.hasSecretName
    merge(words: other.words)
    if let items = other.items {
      let own = self.items ?? SeenValues()
      own.merge(items)
      self.items = own
    }
    if let entries = other.entries ?? (entries == nil ? nil : other.mergedMembers) {
      let own = self.entries ?? mergedMembers
      own.merge(entries)
      (self.entries, members, places) = (own, [], [:])
      return
    }
    for member in other.members { merge(member) }
  }

  private func merge(words other: [String]?) {
    guard let known = words, let other else {
      words = nil
      return
    }
    let new = other.filter { word in
      !known.contains { $0.utf8.elementsEqual(word.utf8) }
    }
    words = known.count + new.count <= Self.mostWords ? known + new : nil
  }

  private func merge(_ member: Member) {
    let key = Array(member.name.utf8)
    if let place = places[key] {
      members[place].count += member.count
      members[place].values.merge(member.values)
    } else {
      let own = SeenValues()
      own.merge(member.values)
      places[key] = members.count
      members.append(Member(name: member.name, count: member.count, values: own))
    }
  }

  // MARK: The schema

  var schema: JSONValue { schema(isSecret: false) }

  /// - Parameter isSecret: It stands below a secret's name: its words are in no schema, which goes
  ///   into code that others read.
  private func schema(isSecret: Bool) -> JSONValue {
    if isOpen || count == 0 { return [:] }
    var choices: [JSONValue] = []
    if booleans > 0 { choices.append(["type": "boolean"]) }
    if integers + decimals > 0 { choices.append(["type": decimals > 0 ? "number" : "integer"]) }
    if strings > 0 { choices.append(stringSchema(isSecret: isSecret)) }
    if arrays > 0 {
      choices.append(["type": "array", "items": items?.schema(isSecret: isSecret) ?? [:]])
    }
    if objects > 0 { choices.append(objectSchema(isSecret: isSecret)) }
    if nulls > 0 { choices.append(["type": "null"]) }
    if choices.count == 1 { return choices[0] }
    let names = choices.compactMap { $0.objectValue?.count == 1 ? $0["type"] : nil }
    return names.count == choices.count ? ["type": .array(names)] : ["anyOf": .array(choices)]
  }

  private func stringSchema(isSecret: Bool) -> JSONValue {
    // A few words that come again and again; one alone may be the only host that there was.
    guard !isSecret, let words, words.count > 1, strings >= 12, strings >= 4 * words.count else {
      return ["type": "string"]
    }
    return ["type": "string", "enum": .array(words.map(JSONValue.string))]
  }

  private func objectSchema(isSecret: Bool) -> JSONValue {
    if entries != nil || hasKeys {
      // Its names are not told, so any of them may be a secret's.
      let all = entries ?? mergedMembers
      let isSecret = isSecret || hasSecretName
      return ["type": "object", "additionalProperties": all.schema(isSecret: isSecret)]
    }
    if members.isEmpty { return ["type": "object"] }
    var properties = JSONObject()
    for member in members {
      let isSecret = isSecret || SecretName.matches(member.name)
      properties[member.name] = member.values.schema(isSecret: isSecret)
    }
    let required = members.filter { $0.count == objects }.map { JSONValue.string($0.name) }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  /// Whether names are keys of a map: all of them are numbers or IDs, or there are many of which each
  /// object has a few.
  private var hasKeys: Bool {
    guard members.count > 1 else { return false }
    if members.allSatisfy({ $0.name.isIdentifier }) { return true }
    let present = members.reduce(0) { $0 + $1.count }
    return members.count > 24 && present < members.count * objects / 4
  }
}

extension String {
  /// Whether it may be one of an enumeration: short, and no sentence.
  fileprivate var isWord: Bool {
    !isEmpty && utf8.count <= SeenValues.longestWord
      && utf8.allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || "_-./".utf8.contains($0)
      }
  }

  /// Whether it is a number or an ID: digits, or 16 and more that may stand for bytes.
  fileprivate var isIdentifier: Bool {
    if isEmpty { return false }
    if utf8.allSatisfy({ 0x30...0x39 ~= $0 }) { return true }
    return utf8.count >= 16 && utf8.contains { 0x30...0x39 ~= $0 }
      && utf8.allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x46 ~= $0 || 0x61...0x66 ~= $0 || $0 == UInt8(ascii: "-")
      }
  }
}
