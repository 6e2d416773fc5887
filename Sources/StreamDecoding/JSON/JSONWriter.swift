extension JSONValue {
  /// The value as JSON text, members in order and numbers as they were written.
  ///
  /// Plain: one line without spaces. Pretty: two spaces a level, one element or member a line.
  public func text(pretty: Bool = false) -> String {
    var writer = JSONWriter(isPretty: pretty)
    writer.write(self, level: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes JSON as UTF-8 bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  let isPretty: Bool

  init(isPretty: Bool) {
    self.isPretty = isPretty
  }

  mutating func write(_ value: JSONValue, level: Int) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): write(text)
    case .array(let elements): write(elements, level: level)
    case .object(let members): write(members, level: level)
    }
  }

  private mutating func write(_ elements: [JSONValue], level: Int) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(level + 1)
      write(element, level: level + 1)
    }
    if !elements.isEmpty { newLine(level) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: JSONObject, level: Int) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(level + 1)
      write(member.key)
      bytes.append(contentsOf: (isPretty ? ": " : ":").utf8)
      write(member.value, level: level + 1)
    }
    if !members.isEmpty { newLine(level) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func newLine(_ level: Int) {
    guard isPretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
  }

  mutating func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { JSONString.write(UnsafeRawBufferPointer($0), to: &bytes) }
  }
}
