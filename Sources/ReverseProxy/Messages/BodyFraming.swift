/// How a body's end is known. Source: RFC 9112, 6.
enum BodyFraming: Hashable {
  case none
  case length(Int)
  case chunked
  /// It ends with the connection.
  case untilClose
}

extension RequestHead {
  /// Refuses what two programs might take differently. Source: RFC 9112, 6.3 and 11.2.
  func framing() throws(MessageFault) -> BodyFraming {
    let lengths = lines.filter { $0.isNamed("content-length") }
    guard lines.count(of: "transfer-encoding") > 0 else {
      guard let length = lengths.first else { return .none }
      guard lengths.count == 1 else { throw .twoLengths }
      guard let count = length.value.decimal else { throw .badLength }
      return .length(count)
    }
    guard lengths.isEmpty, minorVersion == 1 else { throw .twoLengths }
    guard lines.elements(of: "transfer-encoding") == ["chunked"] else { throw .badCoding }
    return .chunked
  }
}

extension AnswerHead {
  /// Source: RFC 9112, 6.3.
  func framing(to method: String) throws(MessageFault) -> BodyFraming {
    if method == "HEAD" || status < 200 || status == 204 || status == 304 { return .none }
    let codings = lines.elements(of: "transfer-encoding")
    if codings == ["chunked"] { return .chunked }
    guard codings.isEmpty else { throw .badCoding }
    // The same length said twice is one length.
    let lengths = Set(lines.elements(of: "content-length"))
    guard let length = lengths.first else { return .untilClose }
    guard lengths.count == 1 else { throw .twoLengths }
    guard let count = length.utf8.decimal else { throw .badLength }
    return .length(count)
  }
}
