/// Why a record could not be read, and at which of its bytes.
public struct RecordFault: Error, Sendable, Hashable {
  /// Offset in bytes from the start of the record (of the text, where a whole text was parsed).
  public var offset: Int
  /// The rule that was broken.
  public var reason: Reason

  /// Makes a fault at `offset` bytes from the start.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// The rules a record can break; RFC 8259 where nothing else is said.
  public enum Reason: UInt8, Sendable, Hashable, CaseIterable {
    /// The text ends before its value does.
    case unexpectedEnd
    /// A value had to stand here.
    case expectedValue
    /// A member name in quotes, or the end of the object, had to stand here.
    case expectedKey
    /// The colon after a member name is missing.
    case expectedColon
    /// A comma or the end of the array or object had to stand here.
    case expectedCommaOrEnd
    /// Something other than white space follows the value.
    case trailingBytes
    /// Not a number as JSON writes it.
    case invalidNumber
    /// Not `true`, `false` or `null`.
    case invalidLiteral
    /// A backslash followed by something JSON does not know.
    case invalidEscape
    /// A control character inside a string, not written as an escape.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// More levels of arrays and objects than `JSONScanner.depthLimit`.
    case tooDeep
    /// A number or literal that nothing ends, so its end may be lost (RFC 7464, section 2.4).
    case maybeTruncated
    /// Text before the first record separator of a JSON text sequence (RFC 7464, section 2.1).
    case missingSeparator
  }
}
