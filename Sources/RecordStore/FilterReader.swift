import StreamDecoding

/// Reads the text of a filter by the grammar that `RecordFilter` tells of.
///
/// A closing slash or quote is one only where the test may end: `/a/b/` is one pattern, and
/// `"name": "Ann"` one text. That keeps every text of one test what it is without operators.
struct FilterReader {
  /// More than anybody types; the work for one record stays bounded.
  static let mostTests = 64
  static let deepest = 32
  static let longest = 64 << 10

  let bytes: [UInt8]
  var position = 0
  private var depth = 0
  private var tests = 0

  private init(_ source: String) { bytes = Array(source.utf8) }

  static func read(_ source: String) throws(RecordFilterProblem) -> FilterExpression {
    var reader = FilterReader(source)
    guard reader.bytes.count <= longest else { throw .tooLong }
    reader.skipSpaces()
    if reader.isAtEnd { return .all }
    guard reader.beginsExpression else { return .text(.folding(source)) }
    let expression = try reader.expression()
    try reader.expectEnd()
    return expression
  }

  var isAtEnd: Bool { position == bytes.count }
  var isInParentheses: Bool { depth > 0 }

  /// Whether the whole is tests rather than a text: it begins as a test does, after any number of
  /// `(`, `!` and `not`.
  private var beginsExpression: Bool {
    var probe = self
    var isPrefixed = false
    while probe.takeNot() || probe.take("(") {
      isPrefixed = true
      probe.skipSpaces()
    }
    guard probe.isTest(at: probe.position) else { return false }
    // A text that only begins with a quote is none in quotes.
    return isPrefixed || bytes[probe.position] != UInt8(ascii: "\"")
      || probe.endOfQuoted(from: probe.position) != nil
  }

  // MARK: Operators

  private mutating func expression() throws(RecordFilterProblem) -> FilterExpression {
    var parts = [try conjunction()]
    while take(.or) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(RecordFilterProblem) -> FilterExpression {
    var parts = [try term()]
    while take(.and) { parts.append(try term()) }
    return parts.count == 1 ? parts[0] : .every(parts)
  }

  private mutating func term() throws(RecordFilterProblem) -> FilterExpression {
    skipSpaces()
    let start = position
    guard depth < Self.deepest else { throw problem(.tooDeep, at: start) }
    if takeNot() {
      depth += 1
      defer { depth -= 1 }
      return .not(try term())
    }
    guard take("(") else {
      tests += 1
      guard tests <= Self.mostTests else { throw problem(.tooManyTests, at: start) }
      return try test()
    }
    depth += 1
    defer { depth -= 1 }
    let inner = try expression()
    skipSpaces()
    if isAtEnd { throw problem(.openParenthesis, at: start) }
    guard take(")") else { throw problem(.unexpected(word), at: position) }
    return inner
  }

  private mutating func expectEnd() throws(RecordFilterProblem) {
    skipSpaces()
    guard !isAtEnd else { return }
    let place = position
    throw problem(take(")") ? .strayParenthesis : .unexpected(word), at: place)
  }

  private enum Operator: CaseIterable {
    case and, or

    var spellings: (sign: String, word: String) {
      switch self {
      case .and: ("&&", "and")
      case .or: ("||", "or")
      }
    }
  }

  private mutating func take(_ wanted: Operator) -> Bool {
    guard let found = operation(at: position), found.which == wanted else { return false }
    position = found.end
    return true
  }

  /// The operator that stands there, after any spaces.
  private func operation(at place: Int) -> (which: Operator, end: Int)? {
    let start = endOfSpaces(from: place)
    for which in Operator.allCases {
      let (sign, word) = which.spellings
      if stands(sign, at: start) { return (which, start + sign.utf8.count) }
      let end = start + word.utf8.count
      if stands(word, at: start, inAnyCase: true), endsWord(at: end) { return (which, end) }
    }
    return nil
  }

  private mutating func takeNot() -> Bool {
    if take("!") { return true }
    guard stands("not", at: position, inAnyCase: true), endsWord(at: position + 3),
      position + 3 < bytes.count
    else { return false }
    position += 3
    skipSpaces()
    return true
  }

  // MARK: Where tests begin and end

  /// Whether a test, or what may stand before one, begins there.
  private func isTest(at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "."):
      return place + 1 < bytes.count && bytes[place + 1] != UInt8(ascii: ".")
    case UInt8(ascii: "/"): return place + 1 < bytes.count
    case UInt8(ascii: "\""): return true
    default: return stands("event:", at: place)
    }
  }

  /// Whether a test may end there: at the end, before a `)` that something opened, or before an
  /// operator.
  func isEnd(at place: Int) -> Bool {
    let next = endOfSpaces(from: place)
    if next == bytes.count || isInParentheses && bytes[next] == UInt8(ascii: ")") { return true }
    return operation(at: next) != nil
  }

  /// The same, but a test has to follow the operator.
  func isSurelyEnd(at place: Int) -> Bool {
    guard let found = operation(at: place) else { return isEnd(at: place) }
    let next = endOfSpaces(from: found.end)
    return isTest(at: next) || stands("(", at: next) || stands("!", at: next)
      || stands("not", at: next, inAnyCase: true)
  }

  // MARK: Bytes

  mutating func skipSpaces() { position = endOfSpaces(from: position) }

  mutating func take(_ sign: String) -> Bool {
    guard stands(sign, at: position) else { return false }
    position += sign.utf8.count
    return true
  }

  private func endOfSpaces(from place: Int) -> Int {
    bytes[place...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
  }

  func stands(_ word: String, at place: Int, inAnyCase: Bool = false) -> Bool {
    bytes.count - place >= word.utf8.count
      && zip(word.utf8, bytes[place...]).allSatisfy { $0 == (inAnyCase ? $1 | 0x20 : $1) }
  }

  private func endsWord(at place: Int) -> Bool {
    place == bytes.count || " \t(".utf8.contains(bytes[place])
  }

  /// The word that stands here, for a sentence.
  var word: String {
    let rest = bytes[position...]
    let end = rest.firstIndex { $0 == 0x20 || $0 == 0x09 } ?? rest.endIndex
    return String(String(decoding: rest[..<end], as: UTF8.self).prefix(24))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Where it was seen is told unless it is the very beginning.
  func problem(_ problem: RecordFilterProblem, at place: Int) -> RecordFilterProblem {
    place == 0 ? problem : .at(character: text(0..<place).count + 1, problem)
  }
}
