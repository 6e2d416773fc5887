import StreamDecoding

extension FilterReader {
  /// Reads one test up to where it ends.
  mutating func test() throws(RecordFilterProblem) -> FilterExpression {
    let start = position
    if isAtEnd { throw problem(.missingTest, at: start) }
    switch bytes[start] {
    case UInt8(ascii: ".") where start + 1 < bytes.count: return .field(try field())
    case UInt8(ascii: "/"): return .pattern(try pattern())
    case UInt8(ascii: "\""):
      guard let text = takeQuoted() else { throw problem(.unfinishedText, at: start) }
      return .text(PayloadSearch(Array(text.utf8), foldsCase: false))
    default:
      guard take("event:") else { throw problem(.noTest(word), at: start) }
      return .event(try eventName())
    }
  }

  private mutating func eventName() throws(RecordFilterProblem) -> [UInt8] {
    skipSpaces()
    if let name = takeQuoted() { return Array(name.utf8) }
    let start = position
    var end = start
    while !isAtEnd, !isEnd(at: position) {
      position += 1
      end = position
      skipSpaces()
    }
    position = end
    guard position > start else { throw problem(.missingEventName, at: start) }
    return Array(bytes[start..<position])
  }

  private mutating func pattern() throws(RecordFilterProblem) -> PayloadPattern {
    let start = position
    guard let end = endOfPattern(from: start) else { throw problem(.unfinishedPattern, at: start) }
    position = end
    do throws(RecordFilterProblem) {
      return try PayloadPattern(parsing: text(start..<end))
    } catch {
      throw problem(error, at: start)
    }
  }

  /// Behind the closing slash and its flag.
  private func endOfPattern(from start: Int) -> Int? {
    var likely: Int?
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\") { place += 1 }
      if place < bytes.count, bytes[place] == UInt8(ascii: "/") {
        let hasFlag = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "i")
        let end = place + (hasFlag ? 2 : 1)
        if isSurelyEnd(at: end) { return end }
        if likely == nil, isEnd(at: end) { likely = end }
      }
      place += 1
    }
    return likely
  }

  private mutating func takeQuoted() -> String? {
    guard !isAtEnd, bytes[position] == UInt8(ascii: "\""), let end = endOfQuoted(from: position)
    else { return nil }
    defer { position = end }
    return text(position + 1..<end - 1)
  }

  /// Behind the closing quote of a text that is not empty.
  func endOfQuoted(from start: Int) -> Int? {
    var likely: Int?
    for place in bytes.indices.dropFirst(start + 2) where bytes[place] == UInt8(ascii: "\"") {
      if isSurelyEnd(at: place + 1) { return place + 1 }
      if likely == nil, isEnd(at: place + 1) { likely = place + 1 }
    }
    return likely
  }

  // MARK: Fields

  private mutating func field() throws(RecordFilterProblem) -> FieldTest {
    let start = position
    position = FieldPath.end(in: bytes[start...]) { place in
      " \t=!<>)".utf8.contains(bytes[place]) || isSign(at: place)
    }
    let path: FieldPath
    do throws(RecordFilterProblem) {
      path = try FieldPath(parsing: text(start..<position))
    } catch {
      throw problem(error, at: start)
    }
    if isEnd(at: position) { return FieldTest(path) }
    skipSpaces()
    // A ) that nothing opened is said to be one.
    if bytes[position] == UInt8(ascii: ")") { return FieldTest(path) }
    guard let comparison = FieldTest.Comparison.allCases.first(where: { take($0.rawValue) }) else {
      throw problem(.unknownOperator(word), at: position)
    }
    skipSpaces()
    return FieldTest(path, comparison, try value(after: comparison.rawValue))
  }

  /// Whether `&&` or `||` stands there.
  private func isSign(at place: Int) -> Bool { stands("&&", at: place) || stands("||", at: place) }

  /// A JSON value, or a word without quotes, which stands for itself.
  private mutating func value(
    after sign: String
  ) throws(RecordFilterProblem) -> JSONValue {
    let start = position
    if !isAtEnd, "\"[{".utf8.contains(bytes[start]) {
      guard let end = endOfJSON(from: start), let value = try? JSONValue(parsing: text(start..<end))
      else { throw problem(.badValue(word), at: start) }
      position = end
      return value
    }
    var open = 0
    while !isAtEnd, !" \t&|=<>!\"".utf8.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: "(") { open += 1 }
      if bytes[position] == UInt8(ascii: ")") { open -= 1 }
      if open < 0 { break }
      position += 1
    }
    guard position > start else { throw problem(.missingValue(operator: sign), at: start) }
    let word = text(start..<position)
    return (try? JSONValue(parsing: word)) ?? .string(word)
  }

  private func endOfJSON(from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(position: start)
      repeat {
        guard case .token = scanner.next(in: bytes) else { return nil }
      } while scanner.depth > 0
      return scanner.position
    }
  }
}
