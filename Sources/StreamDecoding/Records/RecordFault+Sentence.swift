extension RecordFault {
  /// The fault in words, for a person: what was wrong and where.
  public var sentence: String {
    "\(reason.words) at byte \(offset)"
  }
}

extension RecordFault.Reason {
  /// What was wrong, without the position; no capital and no full stop.
  public var words: String {
    switch self {
    case .unexpectedEnd: "the JSON text ends too early"
    case .expectedValue: "expected a JSON value"
    case .expectedKey: "expected a member name in double quotes or the end of the object"
    case .expectedColon: "expected a colon after the member name"
    case .expectedCommaOrEnd: "expected a comma or the end of the array or object"
    case .trailingBytes: "unexpected text after the JSON value"
    case .invalidNumber: "this is not a number as JSON writes it"
    case .invalidLiteral: "expected true, false or null"
    case .invalidEscape: "unknown escape in a string"
    case .controlCharacter: "a control character stands unescaped in a string"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .tooDeep: "more than \(JSONScanner.depthLimit) levels of arrays and objects"
    case .maybeTruncated: "nothing ends this value, so it may be cut short"
    case .missingSeparator: "text stands before the first record separator"
    }
  }
}
