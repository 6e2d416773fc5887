@testable import StreamDecoding

/// JSON: the fast reader and the careful one agree, what is printed is read again as it was, and a
/// value found by its place lies where it should.
enum JSONFuzzing {
  static func take(_ input: [UInt8]) {
    let fault = input.withUnsafeBytes { JSONScanner.fault(in: $0) }
    require(
      fault.map { (0...input.count).contains($0.offset) } ?? true, "a fault outside of the text")
    guard let value = try? JSONValue(parsing: input) else {
      require(fault != nil, "the scanner takes what the parser refuses")
      return
    }
    require(fault == nil, "the parser takes what the scanner refuses")
    for isPretty in [false, true] {
      let text = value.text(pretty: isPretty)
      require((try? JSONValue(parsing: text)) == value, "printed and read again: \(text)")
    }
    checkPlaces(input, value)
    checkTape(input, value)
  }

  /// Every member and element of the outermost value is found.
  private static func checkPlaces(_ input: [UInt8], _ value: JSONValue) {
    switch value {
    case .object(let members):
      // Of two members of one name a value holds the last, and a place leads to the first.
      guard members.count == outerNames(of: input) else { return }
      for (name, inner) in members.prefix(20) { check(JSONPlace([.name(name)]), input, inner) }
    case .array(let elements):
      for (index, inner) in elements.prefix(20).enumerated() {
        check(JSONPlace([.index(index)]), input, inner)
      }
    case .null, .bool, .number, .string: check(JSONPlace([]), input, value)
    }
  }

  private static func outerNames(of input: [UInt8]) -> Int {
    input.withUnsafeBytes { bytes in
      var scanner = JSONScanner()
      var count = 0
      while case .token(let token) = scanner.next(in: bytes) {
        if scanner.depth == 1, token.kind == .key { count += 1 }
      }
      return count
    }
  }

  private static func check(_ place: JSONPlace, _ input: [UInt8], _ value: JSONValue) {
    let range = input.withUnsafeBytes { place.range(in: $0) }
    guard let range, let found = try? JSONValue(parsing: Array(input[range])) else {
      fatalError("nothing stands at \(place.steps)")
    }
    require(found == value, "\(found) at \(place.steps), and not \(value)")
  }

  /// The decoder of Swift values sees the same text.
  private static func checkTape(_ input: [UInt8], _ value: JSONValue) {
    let decoded = try? JSONRecordDecoder().decode(AnyShape.self, from: input)
    require(decoded?.matches(value) != false, "decoded as another value: \(value)")
  }

  static func take(json5 input: [UInt8]) {
    do throws(JSON5Problem) {
      let value = try JSON5Reader.value(of: input)
      require(value.line >= 1, "a line below 1")
    } catch {
      require(error.line >= 1 && error.line <= input.count + 1, "a line that isn't there")
      require(error.sentence(in: "f").isHarmless, "a control character in: \(error)")
    }
    // All JSON that isn't too deep is JSON5.
    guard let value = try? JSONValue(parsing: input), depth(of: value) < 30, value.hasOwnNames
    else { return }
    require((try? JSON5Reader.value(of: input)) != nil, "JSON that is no JSON5")
  }

  private static func depth(of value: JSONValue) -> Int {
    switch value {
    case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
    case .object(let members): 1 + (members.map { depth(of: $0.value) }.max() ?? 0)
    case .null, .bool, .number, .string: 0
    }
  }
}

extension JSONValue {
  /// Whether no name stands twice in an object, which people don't write by hand.
  fileprivate var hasOwnNames: Bool {
    switch self {
    case .array(let elements): elements.allSatisfy(\.hasOwnNames)
    case .object(let members):
      Set(members.map(\.key)).count == members.count && members.allSatisfy(\.value.hasOwnNames)
    case .null, .bool, .number, .string: true
    }
  }
}

/// A value of any shape, as deep as a few levels.
private enum AnyShape: Decodable {
  case null, bool(Bool), string(String), array(Int), object(Int), number

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
  }

  init(from decoder: any Decoder) throws {
    if var elements = try? decoder.unkeyedContainer() {
      var count = 0
      while !elements.isAtEnd {
        _ = try elements.decode(Ignored.self)
        count += 1
      }
      self = .array(count)
    } else if let members = try? decoder.container(keyedBy: AnyKey.self) {
      self = .object(Set(members.allKeys.map { Array($0.stringValue.utf8) }).count)
    } else {
      self = try Self(decoder.singleValueContainer())
    }
  }

  private init(_ value: any SingleValueDecodingContainer) throws {
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else {
      _ = try? value.decode(Int.self)
      _ = try? value.decode(Double.self)
      self = .number
    }
  }

  func matches(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.number, .number): true
    case (.bool(let one), .bool(let other)): one == other
    case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
    case (.array(let count), .array(let elements)): count == elements.count
    case (.object(let count), .object(let members)):
      count == Set(members.map { Array($0.key.utf8) }).count
    default: false
    }
  }
}
