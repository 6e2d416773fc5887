/// One word of a command line while it is read, as `EnvironmentText` will read it: what was a
/// variable stays one, and a dollar sign that was meant is doubled.
struct PastedWord {
  private var bytes: [UInt8] = []
  /// Half of a character that is written as two UTF-16 units.
  private var lead: UInt16?
  /// Whether something stands here, be it nothing in quotes.
  private(set) var isThere = false

  mutating func quote() { isThere = true }

  mutating func append(_ byte: UInt8) {
    isThere = true
    bytes.append(byte)
    if byte == UInt8(ascii: "$") { bytes.append(byte) }
  }

  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  mutating func append(variable name: String) {
    isThere = true
    bytes += "${\(name)}".utf8
  }

  /// Two units may make one character; half of one becomes U+FFFD.
  mutating func append(unit: UInt16) {
    if let lead, UTF16.isTrailSurrogate(unit) {
      self.lead = nil
      return append(String(decoding: [lead, unit], as: UTF16.self))
    }
    lead = UTF16.isLeadSurrogate(unit) ? unit : nil
    if lead == nil { append(String(decoding: [unit], as: UTF16.self)) }
  }

  /// The word, and the next one begins; nil where there is none.
  mutating func take() throws(PastedProblem) -> String? {
    defer { self = PastedWord() }
    guard isThere else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .noText }
    return text
  }
}

extension ArraySlice<UInt8> {
  /// Whether nothing but blanks and ends of lines is left.
  var isBlank: Bool { allSatisfy { $0 <= 0x20 } }

  /// Takes the end of a line that stands here, if one does.
  mutating func takeNewline() -> Bool {
    if first == 0x0D, dropFirst().first == 0x0A { removeFirst() }
    guard first == 0x0A || first == 0x0D else { return false }
    removeFirst()
    return true
  }
}
