import Synchronization

/// Which records to show: what the user typed into the filter line.
///
///     price            the payload contains this text; small letters mean capitals, too, unless
///                      there is a capital among them
///     "event: x"       this very text, for what would mean something else
///     /4[0-9]{2}/      the payload matches a regular expression, PCRE2's; `/…/i` ignores case
///     event:tick       events of this type; event:"a and b" where it holds an operator
///     .user.id == 7    a field of a JSON payload; == != < <= > >=, or the path alone: it is there
///     .items[0].name == "a b"
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
  /// Records of which nobody knows; copies of a filter count together.
  private final class Undecided: Sendable {
    let count = Atomic(0)
  }

  /// What the user typed.
  public let source: String
  private let expression: FilterExpression
  private let undecidedRecords = Undecided()

  /// Reads a filter; the error says what is wrong, and where, in a sentence.
  public init(parsing source: String) throws(RecordFilterProblem) {
    self.source = source
    expression = try FilterReader.read(source)
  }

  /// Whether the filter takes every record.
  public var isEmpty: Bool {
    if case .all = expression { true } else { false }
  }

  /// How many records took more steps than one is worth, and were taken for no match: of a pattern
  /// such as `/(a+)+$/` nobody knows when it ends.
  public var undecided: Int { undecidedRecords.count.load(ordering: .relaxed) }

  /// Whether the record is one to show.
  public func matches(_ record: StoredRecord) -> Bool {
    if record.isMark { return true }
    if let verdict = expression.verdict(on: record) { return verdict }
    undecidedRecords.count.add(1, ordering: .relaxed)
    return false
  }

  /// Filters are equal if the same was typed.
  public static func == (left: RecordFilter, right: RecordFilter) -> Bool {
    left.source.utf8.elementsEqual(right.source.utf8)
  }
}
