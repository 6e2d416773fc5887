/// Why a filter can't be read.
public enum RecordFilterProblem: Error, Sendable, Hashable {
  /// `event:` without a name.
  case missingEventName
  /// A regular expression without its second slash.
  case unfinishedPattern
  /// A regular expression that can't be read, and what is wrong in it.
  case badPattern(String, reason: String)
  /// A path with a part that is neither a name nor a number in brackets.
  case badPath(String)
  /// Something other than `==`, `!=`, `<`, `<=`, `>`, `>=` after a path.
  case unknownOperator(String)
  /// Nothing to compare with after the operator.
  case missingValue(operator: String)
  /// A text or a list after the operator that is not finished, or no JSON.
  case badValue(String)
  /// Something behind a whole test that is no operator.
  case unexpected(String)
  /// Something other than a test where one has to stand.
  case noTest(String)
  /// Nothing where a test has to stand.
  case missingTest
  /// A text without its second quote, among tests.
  case unfinishedText
  /// A `(` that nothing closes.
  case openParenthesis
  /// A `)` that nothing opened.
  case strayParenthesis
  /// More parentheses within each other, more tests or more bytes than anybody means.
  case tooDeep, tooManyTests, tooLong
  /// The same, seen at this character, from 1.
  indirect case at(character: Int, RecordFilterProblem)

  /// The problem in words, for a person: what is wrong and what to type instead.
  public var sentence: String {
    switch self {
    case .missingEventName: "type the name of the event after “event:”, for example event:tick"
    case .unfinishedPattern: "a regular expression ends with a slash, for example /4[0-9]+/"
    case .badPattern(let pattern, ""): "“\(pattern)” is not a regular expression"
    case .badPattern(let pattern, let reason): "“\(pattern)” is not a regular expression: \(reason)"
    case .badPath(let path):
      "“\(path)” is not a path; write for example .user.id, .items[0].name or .[\"a b\"]"
    case .unknownOperator(let text):
      "“\(text)” is not a comparison; after a path type ==, !=, <, <=, > or >="
    case .missingValue(let symbol):
      "type a value after “\(symbol)”, for example 7, true or \"text\""
    case .badValue(let text): "“\(text)” is no whole value; a text ends with a quote"
    case .unexpected(let text):
      "“\(text)” is no operator; after a test type and, or, or put a text of several words in quotes"
    case .noTest(let text): "“\(text)” is no test; type \(Self.tests)"
    case .missingTest: "type a test: \(Self.tests)"
    case .unfinishedText: "a text ends with a quote, for example \"not found\""
    case .openParenthesis: "this ( has no )"
    case .strayParenthesis: "this ) has no ("
    case .tooDeep: "more than \(FilterReader.deepest) parentheses within each other"
    case .tooManyTests: "more than \(FilterReader.mostTests) tests"
    case .tooLong: "a filter of more than \(FilterReader.longest >> 10) KiB"
    case .at(let character, let problem): "at character \(character): \(problem.sentence)"
    }
  }

  private static let tests = #".path > 1, /regex/, event:NAME or "text""#
}
