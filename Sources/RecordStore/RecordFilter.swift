/// Which records to show: what the user typed into the filter line.
///
///     price            the payload contains this text; small letters mean capitals, too, unless
///                      there is a capital among them
///     "event: x"       this very text, for what would mean something else
///     /4[0-9]{2}/      the payload matches a regular expression, PCRE2's; `/…/i` ignores case
///     event:tick       events of this type; event:"a and b" where it holds an operator
///     .user.id == 7    a field of a JSON payload; == != < <= > >=, or the path alone: it is there
///     .items[0].name == "a b"
///     .["a.b c"]       a field whose name holds what would end it, as a JSON string
///
/// Tests are joined by `and` (`&&`), `or` (`||`), `not` (`!`) and parentheses; `not` binds closest,
/// then `and`:
///
///     .cpu > 50 and not (event:tick or /idle/i)
///
/// A text without quotes is always the whole filter: `bread and butter` looks for these words, and
/// only what begins with a test (`.` `/` `"` `event:`, after any `(` `!` `not`) is read as tests. An
/// empty filter takes everything, and every filter takes marks: they are not records.
public struct RecordFilter: Sendable, Equatable {
  /// What the user typed.
  public let source: String
  let expression: FilterExpression

  /// Reads a filter; the error says what is wrong, and where, in a sentence.
  public init(parsing source: String) throws(RecordFilterProblem) {
    self.source = source
    expression = try FilterReader.read(source)
  }

  /// Whether the filter takes every record.
  public var isEmpty: Bool {
    if case .all = expression { true } else { false }
  }

  /// Whether the record is one to show; nil where a pattern took more steps than one record is
  /// worth: of `/(a+)+$/` nobody knows when it ends.
  public func verdict(on record: StoredRecord) -> Bool? {
    RecordQuestion(self).verdict(on: record)
  }

  /// Filters are equal if the same was typed.
  public static func == (left: RecordFilter, right: RecordFilter) -> Bool {
    left.source.utf8.elementsEqual(right.source.utf8)
  }
}
