import StreamDecoding

/// A comparison with one field of a JSON payload: `.path.to.field OP value`.
struct FieldTest: Sendable {
  enum Comparison: String, Sendable, CaseIterable {
    // Longer ones first: `<=` starts with `<`.
    case equal = "==", notEqual = "!=", atMost = "<=", atLeast = ">=", less = "<", greater = ">"
  }

  private let path: FieldPath
  private let condition: (comparison: Comparison, value: JSONValue)?

  /// Asks whether the field is there.
  init(_ path: FieldPath) {
    self.path = path
    condition = nil
  }

  init(_ path: FieldPath, _ comparison: Comparison, _ value: JSONValue) {
    self.path = path
    condition = (comparison, value)
  }

  /// Whether the payload is JSON, has the field, and the comparison holds.
  func matches(_ payload: UnsafeRawBufferPointer) -> Bool {
    guard let range = path.find(in: payload) else { return false }
    guard let condition else { return true }
    guard let value = try? JSONValue(parsing: Array(payload[range])) else { return false }
    return Self.holds(condition.comparison, value, condition.value)
  }

  /// Numbers compare as numbers, strings by their bytes; other kinds are only equal or not.
  private static func holds(
    _ comparison: Comparison, _ left: JSONValue, _ right: JSONValue
  ) -> Bool {
    switch (left, right) {
    case (.number, .number):
      if let left = left.intValue, let right = right.intValue {
        return holds(comparison, left, right)
      }
      return holds(comparison, left.doubleValue ?? .nan, right.doubleValue ?? .nan)
    case (.string(let left), .string(let right)):
      switch comparison {
      case .equal: return left.utf8.elementsEqual(right.utf8)
      case .notEqual: return !left.utf8.elementsEqual(right.utf8)
      case .less: return left.utf8.lexicographicallyPrecedes(right.utf8)
      case .greater: return right.utf8.lexicographicallyPrecedes(left.utf8)
      case .atMost: return !right.utf8.lexicographicallyPrecedes(left.utf8)
      case .atLeast: return !left.utf8.lexicographicallyPrecedes(right.utf8)
      }
    default:
      return comparison == .equal ? left == right : comparison == .notEqual && left != right
    }
  }

  private static func holds<Value: Comparable>(
    _ comparison: Comparison, _ left: Value, _ right: Value
  ) -> Bool {
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
