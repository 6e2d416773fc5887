/// The members of a JSON object, in the order they were written; a name stands once.
///
/// Names are compared byte by byte (Swift's `==` takes different spellings of an accented letter
/// for equal, JSON does not). Two objects are equal if they have the same members in any order.
public struct JSONObject: Sendable {
  private var members: [(key: String, value: JSONValue)] = []
  /// Positions by name, once there are enough members to make it worth while.
  private var positions: [JSONKey: Int]?

  private static let indexedFrom = 12

  /// An object without members.
  public init() {}

  /// The names, in order.
  public var keys: [String] { members.map(\.key) }

  /// The values, in order.
  public var values: [JSONValue] { members.map(\.value) }

  /// The number of members.
  public var count: Int { members.count }

  /// Whether there is no member.
  public var isEmpty: Bool { members.isEmpty }

  /// The value of the member `key`; a new one goes to the end, nil removes it.
  public subscript(_ key: String) -> JSONValue? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    if let positions { return positions[JSONKey(key)] }
    return members.firstIndex { JSONKey($0.key) == JSONKey(key) }
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    members.append((key, value))
    if positions != nil {
      positions?[JSONKey(key)] = members.count - 1
    } else if members.count >= Self.indexedFrom {
      indexMembers()
    }
  }

  private mutating func remove(at position: Int) {
    members.remove(at: position)
    positions = nil
    if members.count >= Self.indexedFrom { indexMembers() }
  }

  private mutating func indexMembers() {
    var index = [JSONKey: Int](minimumCapacity: members.count * 2)
    for (position, member) in members.enumerated() { index[JSONKey(member.key)] = position }
    positions = index
  }
}

extension JSONObject: Sequence {
  /// The members in order.
  public func makeIterator() -> IndexingIterator<[(key: String, value: JSONValue)]> {
    members.makeIterator()
  }

  /// The number of members, exactly.
  public var underestimatedCount: Int { members.count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// The members in the order of the literal; the last one of a name counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension JSONObject: Hashable {
  /// The same members, in any order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  /// Independent of the order, as `==` is.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var one = Hasher()
      one.combine(JSONKey(member.key))
      one.combine(member.value)
      sum &+= one.finalize()
    }
    hasher.combine(sum)
  }
}
