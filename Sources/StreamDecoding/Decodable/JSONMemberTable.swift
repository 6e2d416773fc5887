/// Finds the members of an object by name.
///
/// It knows nothing of the type of the keys: generic code would look up its own types at each call.
struct JSONMemberTable {
  let tape: JSONTape
  /// The token of the object.
  let object: Int

  /// From so many members on, not all of them are gone through for each name.
  private static let indexedFrom = 24

  init(tape: JSONTape, object: Int) throws {
    guard tape.tokens[object].kind == .objectStart else {
      throw tape.mismatch([String: Any].self, at: object)
    }
    self.tape = tape
    self.object = object
  }

  /// Each name once, in order.
  var names: [String] {
    var seen: Set<JSONKey> = []
    var names: [String] = []
    Self.forEachMember(of: tape, object: object) { name, _ in
      let text = tape.text(of: tape.tokens[name])
      if seen.insert(JSONKey(text)).inserted { names.append(text) }
    }
    return names
  }

  /// The token of the value of the last member called `name`.
  func find(_ name: String) -> Int? {
    if tape.tokens[object].count >= Self.indexedFrom { return index[JSONKey(name)] }
    var name = name
    return name.withUTF8 { name in
      let wanted = UnsafeRawBufferPointer(name)
      let length = UInt32(truncatingIfNeeded: wanted.count + 2)
      var found: Int?
      Self.forEachMember(of: tape, object: object) { candidate, value in
        let token = tape.tokens[candidate]
        // Most names differ in length, and of those most in the first byte.
        if token.isPlain, token.end &- token.start != length { return }
        if tape.isKey(token, wanted) { found = value }
      }
      return found
    }
  }

  /// As `find`; a member that is not there is an error.
  func value(_ name: String) throws -> Int {
    guard let value = find(name) else { throw tape.missing(.key(name), in: object) }
    return value
  }

  @inline(__always)
  private static func forEachMember(
    of tape: JSONTape, object: Int, _ body: (_ name: Int, _ value: Int) -> Void
  ) {
    var name = object + 1
    let end = Int(tape.tokens[object].next)
    while name < end {
      body(name, name + 1)
      name = Int(tape.tokens[name + 1].next)
    }
  }

  /// Values by name, made once for each object.
  private var index: [JSONKey: Int] {
    if let index = tape.memberIndexes[object] { return index }
    var index = [JSONKey: Int](minimumCapacity: Int(tape.tokens[object].count))
    Self.forEachMember(of: tape, object: object) { name, value in
      index[JSONKey(tape.text(of: tape.tokens[name]))] = value
    }
    tape.memberIndexes[object] = index
    return index
  }
}
