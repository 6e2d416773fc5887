import StreamDecoding
import WebText

/// One JSON object on one line, written straight into bytes: a trace of a fast stream has one for
/// every record, and a tree of values for each would cost more than the stream.
struct JSONLine {
  private var bytes: [UInt8] = []
  private var hasMembers = false

  /// Adds an object, whose members `fill` writes, and a newline to the output.
  static func write(to output: inout [UInt8], _ fill: (inout JSONLine) -> Void) {
    // The line takes the output's memory and gives it back: nothing is copied.
    var line = JSONLine()
    swap(&line.bytes, &output)
    line.addObject(fill)
    line.bytes.append(0x0A)
    swap(&line.bytes, &output)
  }

  mutating func add(_ key: StaticString, string: some Sequence<UInt8>) {
    addKey(key)
    Self.append(string: string, to: &bytes)
  }

  mutating func add(_ key: StaticString, _ text: String) {
    add(key, string: text.utf8)
  }

  mutating func add(_ key: StaticString, _ number: Int) {
    addKey(key)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func add(_ key: StaticString, _ flag: Bool) {
    addKey(key)
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Seconds with milliseconds.
  mutating func add(_ key: StaticString, seconds: Duration) {
    addKey(key)
    bytes.append(contentsOf: seconds.inSeconds.utf8)
  }

  /// A JSON text as the server wrote it; only its line breaks, which can stand between tokens and
  /// nowhere else, become spaces, so that the object stays on one line.
  mutating func add(_ key: StaticString, verbatim json: ArraySlice<UInt8>) {
    addKey(key)
    let start = bytes.count
    bytes.append(contentsOf: json)
    for index in start..<bytes.count where bytes[index] == 0x0A || bytes[index] == 0x0D {
      bytes[index] = 0x20
    }
  }

  /// An array of arrays of two strings each.
  mutating func add(_ key: StaticString, pairs: some Sequence<(String, String)>) {
    addKey(key)
    bytes.append(UInt8(ascii: "["))
    for (position, pair) in pairs.enumerated() {
      bytes.append(contentsOf: (position == 0 ? "[" : ",[").utf8)
      Self.append(string: pair.0.utf8, to: &bytes)
      bytes.append(UInt8(ascii: ","))
      Self.append(string: pair.1.utf8, to: &bytes)
      bytes.append(UInt8(ascii: "]"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// An object made by `fill`.
  mutating func add(_ key: StaticString, object fill: (inout JSONLine) -> Void) {
    addKey(key)
    addObject(fill)
  }

  private mutating func addObject(_ fill: (inout JSONLine) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    hasMembers = false
    fill(&self)
    hasMembers = true
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func addKey(_ key: StaticString) {
    if hasMembers { bytes.append(UInt8(ascii: ",")) }
    hasMembers = true
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Bytes that are not UTF-8 become U+FFFD, as in every String.
  private static func append(string: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    let start = bytes.count
    let hasHighBytes =
      string.withContiguousStorageIfAvailable {
        JSONString.write(UnsafeRawBufferPointer($0), to: &bytes)
      } ?? Array(string).withUnsafeBytes { JSONString.write($0, to: &bytes) }
    if hasHighBytes { repair(&bytes, from: start) }
  }

  private static func repair(_ bytes: inout [UInt8], from start: Int) {
    guard String(validating: bytes[start...], as: UTF8.self) == nil else { return }
    let repaired = String(decoding: bytes[start...], as: UTF8.self)
    bytes.replaceSubrange(start..., with: repaired.utf8)
  }
}
