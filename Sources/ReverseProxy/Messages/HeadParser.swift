import WebText

/// Reads the heads of messages: those of requests to the letter, since what two programs read
/// differently is how one request is hidden in another; those of answers as browsers do.
///
/// Source: RFC 9112, 2 to 5 and 11.2.
enum HeadParser {
  /// The most bytes of a head, and of a body's trailers.
  static let limit = 64 << 10
  static let mostLines = 256

  static func request(_ bytes: [UInt8]) throws(MessageFault) -> RequestHead {
    var lines = try lines(of: bytes, isStrict: true)[...]
    let words = lines.removeFirst().split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, let method = String(validating: words[0], as: UTF8.self),
      method.isToken, !words[1].isEmpty, words[1].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw .badStartLine }
    guard method != "CONNECT", method != "TRACE" else { throw .badMethod }
    let minor = try version(words[2])
    var head = RequestHead(method: method, target: Array(words[1]), minorVersion: minor, lines: [])
    head.lines = try headers(lines)
    return head
  }

  static func answer(_ bytes: [UInt8]) throws(MessageFault) -> AnswerHead {
    var lines = try lines(of: bytes, isStrict: false)[...]
    let words = lines.removeFirst().split(
      separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, words[1].count == 3, let status = words[1].decimal, status >= 100
    else { throw .badStartLine }
    let minor = try version(words[0])
    let reason = words.count == 3 ? Array(words[2]) : []
    guard reason.allSatisfy(isText) else { throw .badStartLine }
    return AnswerHead(
      status: status, reason: reason, minorVersion: minor, lines: try headers(lenient: lines))
  }

  /// The lines of a request's head or its trailers, behind the first one.
  static func headers(_ lines: ArraySlice<[UInt8]>) throws(MessageFault) -> [HeaderLine] {
    var headers: [HeaderLine] = []
    for line in lines {
      if line.first == 0x20 || line.first == 0x09 { throw .foldedLine }
      guard let header = header(line), header.name.isToken else { throw .badHeaderLine }
      headers.append(header)
    }
    return headers
  }

  /// Folded lines are joined, white space before the colon goes, and what is no header is left out.
  private static func headers(
    lenient lines: ArraySlice<[UInt8]>
  ) throws(MessageFault) -> [HeaderLine] {
    var headers: [HeaderLine] = []
    for line in lines {
      if line.first == 0x20 || line.first == 0x09 {
        guard let last = headers.indices.last else { continue }
        // A blank one adds nothing: white space at a value's end would be read as none.
        headers[last].value = Array(
          trimmed((headers[last].value + [0x20] + trimmed(line[...]))[...]))
      } else if var header = header(line) {
        header.name = header.name.trimmingSpaces()
        if header.name.isToken { headers.append(header) }
      }
    }
    return headers
  }

  /// Split at line ends, without the blank line behind them.
  static func lines(of bytes: [UInt8], isStrict: Bool) throws(MessageFault) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes.drop { $0 == 0x0D || $0 == 0x0A }
    while let end = rest.firstIndex(of: 0x0A) {
      var line = rest[..<end]
      if line.last == 0x0D { line = line.dropLast() } else if isStrict { throw .badHeaderLine }
      rest = rest[(end + 1)...]
      if line.isEmpty { break }
      guard line.allSatisfy(isText) else { throw .badHeaderLine }
      lines.append(Array(line))
      if lines.count > mostLines { throw .tooLarge }
    }
    if lines.isEmpty { throw .badStartLine }
    return lines
  }

  /// Controls end lines elsewhere, or reach a terminal.
  private static func isText(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || byte == 0x09
  }

  private static func header(_ line: [UInt8]) -> HeaderLine? {
    guard let colon = line.firstIndex(of: 0x3A),
      let name = String(validating: line[..<colon], as: UTF8.self)
    else { return nil }
    return HeaderLine(name, Array(trimmed(line[(colon + 1)...])))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  private static func version(_ word: ArraySlice<UInt8>) throws(MessageFault) -> Int {
    guard word.starts(with: "HTTP/".utf8) else { throw .badStartLine }
    if word.elementsEqual("HTTP/1.1".utf8) { return 1 }
    if word.elementsEqual("HTTP/1.0".utf8) { return 0 }
    throw .badVersion
  }
}

extension Collection<UInt8> {
  /// Of digits alone; nil where it is something else, or more than an `Int` holds.
  var decimal: Int? {
    guard !isEmpty, allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: self, as: UTF8.self))
  }
}
