import StreamDecoding

/// A comparison with one field of a JSON payload: `.path.to.field OP value`.
struct FieldTest: Sendable {
  enum Comparison: String, Sendable, CaseIterable {
    // Longer ones first: `<=` starts with `<`.
    case equal = "==", notEqual = "!=", atMost = "<=", atLeast = ">=", less = "<", greater = ">"
  }

  /// What a field is compared with, in every form in which that may be quick.
  fileprivate struct Condition: Sendable {
    let comparison: Comparison
    let value: JSONValue
    let int: Int?
    let double: Double?
    let text: [UInt8]?

    init(_ comparison: Comparison, _ value: JSONValue) {
      self.comparison = comparison
      self.value = value
      int = value.intValue
      double = value.doubleValue
      text = value.stringValue.map { Array($0.utf8) }
    }
  }

  private let path: FieldPath
  private let condition: Condition?

  /// Asks whether the field is there.
  init(_ path: FieldPath) {
    self.path = path
    condition = nil
  }

  init(_ path: FieldPath, _ comparison: Comparison, _ value: JSONValue) {
    self.path = path
    condition = Condition(comparison, value)
  }

  /// Whether the payload is JSON, has the field, and the comparison holds.
  func matches(_ payload: UnsafeRawBufferPointer) -> Bool {
    guard let range = path.find(in: payload) else { return false }
    guard let condition else { return true }
    return condition.holds(for: UnsafeRawBufferPointer(rebasing: payload[range]))
  }
}

extension FieldTest.Condition {
  /// Whether it holds for a value of a JSON text.
  ///
  /// Numbers compare as numbers, strings by their bytes; other kinds are only equal or not.
  func holds(for text: UnsafeRawBufferPointer) -> Bool {
    switch text.first ?? 0 {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): holds(forNumber: text)
    case UInt8(ascii: "\""): holds(forString: text)
    default: holds(forOther: text)
    }
  }

  private func holds(forNumber text: UnsafeRawBufferPointer) -> Bool {
    guard let wanted = double else { return comparison == .notEqual }
    if let int, let value = JSONValue.int(ofNumber: text) { return holds(value, int) }
    return holds(JSONValue.double(ofNumber: text) ?? .nan, wanted)
  }

  private func holds(forString token: UnsafeRawBufferPointer) -> Bool {
    guard let wanted = text else { return comparison == .notEqual }
    let content = UnsafeRawBufferPointer(rebasing: token.dropFirst().dropLast())
    // Without escapes a string stands there as it is.
    guard content.contains(UInt8(ascii: "\\")) else { return holds(order(content, wanted), 0) }
    return holds(order(JSONString.text(of: 0..<token.count, in: token).utf8, wanted), 0)
  }

  private func holds(forOther text: UnsafeRawBufferPointer) -> Bool {
    guard let found = try? JSONValue(parsing: Array(text)) else { return false }
    return comparison == .equal ? found == value : comparison == .notEqual && found != value
  }

  /// Below 0 if `left` comes first, above if `right` does.
  private func order(_ left: some Sequence<UInt8>, _ right: [UInt8]) -> Int {
    if left.lexicographicallyPrecedes(right) { return -1 }
    return right.lexicographicallyPrecedes(left) ? 1 : 0
  }

  private func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch comparison {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }
}
