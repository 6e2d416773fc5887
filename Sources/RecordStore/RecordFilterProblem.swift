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
  /// More than one value after the operator.
  case severalValues(String)

  /// The problem in words, for a person: what is wrong and what to type instead.
  public var sentence: String {
    switch self {
    case .missingEventName: "type the name of the event after “event:”, for example event:tick"
    case .unfinishedPattern: "a regular expression ends with a slash, for example /4[0-9]+/"
    case .badPattern(let pattern, ""): "“\(pattern)” is not a regular expression"
    case .badPattern(let pattern, let reason): "“\(pattern)” is not a regular expression: \(reason)"
    case .badPath(let path): "“\(path)” is not a path; write for example .user.id or .items[0].name"
    case .unknownOperator(let text):
      "“\(text)” is not a comparison; after a path type ==, !=, <, <=, > or >="
    case .missingValue(let symbol):
      "type a value after “\(symbol)”, for example 7, true or \"text\""
    case .severalValues(let text):
      "“\(text)” is more than one value: one comparison at a time, and a text of several words in "
        + "quotes"
    }
  }
}
