/// A JSON value as a tree, for configuration, documents and single records.
///
/// Numbers keep the text they were written with, so nothing is lost or changed on the way through.
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// The number as written, for example `1.0e3`.
  case number(String)
  /// A string, its escapes read.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, its members in the order they were written.
  case object(JSONObject)
}

extension JSONValue {
  /// The member `key` of an object; nil for anything else.
  public subscript(_ key: String) -> JSONValue? { objectValue?[key] }

  /// The element at `index` of an array; nil for anything else or past its end.
  public subscript(_ index: Int) -> JSONValue? {
    guard let array = arrayValue, array.indices.contains(index) else { return nil }
    return array[index]
  }

  /// The text of a string.
  public var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The value of a number that is whole and fits, however it was written (`10`, `1e1`, `10.0`).
  public var intValue: Int? {
    guard case .number(var text) = self else { return nil }
    if let value = Int(text) { return value }
    // What a number of JSON is made of, and a number: anybody can put any text there.
    guard text.utf8.allSatisfy(Self.numberBytes.contains), Double(text) != nil else { return nil }
    return text.withUTF8 { JSONNumber(UnsafeRawBufferPointer($0)).integer() }
  }

  private static let numberBytes = Array("0123456789+-.eE".utf8)

  /// The nearest floating-point value of a number.
  public var doubleValue: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// The value of `true` or `false`.
  public var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements of an array.
  public var arrayValue: [JSONValue]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  /// The members of an object.
  public var objectValue: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }
}
