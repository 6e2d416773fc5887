/// Why a record is not of the type that was asked for, and where in it.
public struct JSONRecordFailure: Error, Sendable, Hashable {
  /// One step from a value into it.
  public enum Step: Sendable, Hashable {
    /// To the member of this name.
    case key(String)
    /// To the element at this position, from 0.
    case index(Int)
  }

  /// What is wrong there.
  public enum Reason: Sendable, Hashable {
    /// The text is not JSON; the offset counts from its start.
    case invalid(RecordFault)
    /// The text has 4 GiB or more.
    case tooLarge
    /// There is no such member or element.
    case missing
    /// A value of another kind than `expected`, the name of a Swift type.
    case mismatch(expected: String, found: JSONToken.Kind)
    /// A number, as written, that does not fit `type` exactly (floating point: is not finite in it).
    case unrepresentable(number: String, type: String)
    /// What the type itself said while it was decoded.
    case refused(String)
  }

  /// The way from the whole record to the value.
  public var path: [Step]
  /// What is wrong with the value.
  public var reason: Reason

  /// Makes a failure at `path`.
  public init(path: [Step] = [], reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

extension JSONRecordFailure: CustomStringConvertible {
  /// The failure in words, for a person: `crew[2].age: expected Int, found a string`.
  public var sentence: String {
    path.isEmpty ? reason.words : "\(pathText): \(reason.words)"
  }

  /// The sentence.
  public var description: String { sentence }

  /// The path as `crew[2].age`; names that are not plain words stand in quotes.
  public var pathText: String {
    var text = ""
    for step in path {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key):
        let isWord = !key.isEmpty && key.utf8.allSatisfy(Self.isWordByte)
        text += isWord ? (text.isEmpty ? key : ".\(key)") : "[\(JSONValue.string(key).text())]"
      }
    }
    return text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x2D, 0x5F: true
    default: false
    }
  }
}

extension JSONRecordFailure.Reason {
  /// What is wrong, without the path; no capital and no full stop.
  public var words: String {
    switch self {
    case .invalid(let fault): fault.sentence
    case .tooLarge: "the record is larger than 4 GiB"
    case .missing: "there is no such value"
    case .mismatch(let expected, let found): "expected \(expected), found \(found.words)"
    case .unrepresentable(let number, let type):
      "the number \(number.utf8.count > 40 ? "\(number.prefix(40))…" : number) does not fit \(type)"
    case .refused(let words): words
    }
  }
}

extension JSONToken.Kind {
  /// The kind of value that begins with the token, with its article.
  fileprivate var words: String {
    switch self {
    case .objectStart, .objectEnd: "an object"
    case .arrayStart, .arrayEnd: "an array"
    case .key, .string: "a string"
    case .number: "a number"
    case .true, .false: "a boolean"
    case .null: "null"
    }
  }
}
