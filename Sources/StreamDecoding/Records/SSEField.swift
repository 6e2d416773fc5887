/// The fields of an event stream's lines. Source: WHATWG HTML, 9.2.6.
enum SSEField {
  /// Where the value of a line starts whose field is exactly `name`, or nil.
  @inline(__always)
  static func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> Int? {
    let length = name.utf8CodeUnitCount
    guard line.count >= length else { return nil }
    for index in 1..<length where line[index] != name.utf8Start[index] { return nil }
    guard line.count > length else { return length }
    guard line[length] == UInt8(ascii: ":") else { return nil }
    return line.count > length + 1 && line[length + 1] == 0x20 ? length + 2 : length + 1
  }

  /// The value of ASCII digits and nothing else.
  static func milliseconds(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }

  /// Whether a line whose end is missing may be one of an event.
  static func isBeginning(_ line: [UInt8]) -> Bool {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    let isWhole = name.count < line.count
    return ["", "data", "event", "id", "retry"].contains { field in
      isWhole ? name.elementsEqual(field.utf8) : field.utf8.starts(with: name)
    }
  }
}
