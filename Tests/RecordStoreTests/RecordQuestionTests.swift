import StreamDecoding
import Testing

@testable import RecordStore

/// Many records asked at once answer as one by one, whichever way one goes.
@Suite struct RecordQuestionTests {
  private static let filters = [
    "an", "AN", "nan", "na", "a", "banana", "banana ban", "x\nx", "zzz", "\"é\"", "event:tick",
    "event:message", "not an", ".n > 3", ".n > 3 and \"an\"", "/b.n/", "/(a+)+$/", "tick", "id-",
    "k", "\u{0}",
  ]

  /// Records whose types and IDs hold what is looked for, and marks.
  private static func store() throws -> RecordStore {
    var store = RecordStore(slabSize: 1 << 10)
    for row in 0..<120 {
      let words = ["ban", "banana", "Banana ban", "an", "", "xx\\nx", "é", "nanana"][row % 8]
      let type = row % 3 == 0 ? "tick" : row % 3 == 1 ? "banana" : ""
      try store.append(
        batch("event: \(type)\nid: id-\(words)\ndata: {\"n\":\(row % 7),\"w\":\"\(words)\"}\n\n"),
        at: .zero)
      if row % 10 == 9 { store.appendMark("banana \(row)", at: .zero) }
      if row % 13 == 0 { try store.append(batch("data: \(words)\n\n: banana\n\n"), at: .zero) }
    }
    return store
  }

  @Test(arguments: filters, [1, 300, 1 << 20])
  func `a filter takes the same records in portions as one by one`(
    source: String, budget: Int
  ) throws {
    let store = try Self.store()
    let filter = try RecordFilter(parsing: source)
    let expected = store.indices.filter { filter.verdict(on: store[$0]) == true }
    try #require(source == "zzz" || source == "\u{0}" || !expected.isEmpty)
    let question = RecordQuestion(filter)
    #expect(Self.answers(question, store, budget, isBackward: false) == expected)
    #expect(Self.answers(question, store, budget, isBackward: true).reversed() == expected)
  }

  @Test(arguments: ["an", "banana", "/b.n/", "tick"], [1, 1 << 20])
  func `a search finds the same records in portions as one by one`(
    source: String, budget: Int
  ) throws {
    let store = try Self.store()
    let question = RecordQuestion(try RecordSearch(parsing: source))
    let expected = store.indices.filter { question.verdict(on: store[$0]) == true }
    #expect(Self.answers(question, store, budget, isBackward: false) == expected)
    #expect(
      Self.answers(question, store, budget, isBackward: true).reversed() == expected)
  }

  private static func answers(
    _ question: RecordQuestion, _ store: RecordStore, _ budget: Int, isBackward: Bool
  ) -> [Int] {
    var reader = RecordReader(store)
    var (open, found) = (store.indices, [Int]())
    while !open.isEmpty {
      let answer = reader.answer(question, in: open, isBackward: isBackward, budget: budget)
      found += isBackward ? answer.numbers.reversed() : answer.numbers
      open =
        isBackward
        ? open.lowerBound..<answer.examined.lowerBound
        : answer.examined.upperBound..<open.upperBound
    }
    return found
  }

  @Test(arguments: ["a", "ab", "aba", "abab", "b", "bbbb", "aaaaaaaab", "Ab", "\u{0}a", "{\"a\""])
  func `a text is found wherever it stands, as by looking at every place`(text: String) {
    let letters = Array("aabAB{\"\0".utf8)
    var seed: UInt32 = 1
    for length in Array(0..<80) + [255, 256, 1000] {
      let bytes = (0..<length).map { _ -> UInt8 in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        return letters[Int(seed >> 24) % letters.count]
      }
      let search = PayloadSearch.folding(text)
      let wanted = Array(text.utf8)
      let folds = !wanted.contains { (65...90).contains($0) }
      func isThere(_ place: Int) -> Bool {
        zip(bytes[place...], wanted).allSatisfy { byte, letter in
          byte == letter || (folds && (65...90).contains(byte) && byte + 32 == letter)
        }
      }
      for start in [0, 1, 31, 32, 33, length] where start <= length {
        let end = length - wanted.count
        let expected = end < start ? nil : (start...end).first(where: isThere)
        let found = bytes.withUnsafeBytes { search.first(in: $0, from: start) }
        #expect(found?.lowerBound == expected)
        #expect(found.map(\.count) ?? wanted.count == wanted.count)
      }
    }
  }
}
