import StreamDecoding

/// Which records to show: what the user typed into the filter line.
///
///     price            the payload contains this text (letters as typed)
///     "event: x"       the same, for text that would mean something else
///     /4[0-9]{2}/      the payload matches a regular expression, PCRE2's; `/…/i` ignores case
///     event:tick       events of this type
///     .user.id == 7    a field of a JSON payload; == != < <= > >=, or the path alone: it is there
///     .items[0].name == "a b"
///
/// An empty filter takes everything, and every filter takes marks: they are not records.
public struct RecordFilter: Sendable, Equatable {
  private enum Test: Sendable {
    case all
    case text(PayloadSearch)
    case pattern(PayloadPattern)
    case event([UInt8])
    case field(FieldTest)
  }

  /// What the user typed.
  public let source: String
  private let test: Test

  /// Reads a filter; the error says what is wrong in a sentence.
  public init(parsing source: String) throws(RecordFilterProblem) {
    self.source = source
    let text = source.trimmingSpaces
    if text.isEmpty {
      test = .all
    } else if text.hasPrefix("event:") {
      let name = String(text.dropFirst(6)).trimmingSpaces
      guard !name.isEmpty else { throw .missingEventName }
      test = .event(Array(name.utf8))
    } else if text.hasPrefix("."), !text.hasPrefix(".."), text != "." {
      test = .field(try FieldTest(parsing: text))
    } else if text.hasPrefix("/"), text.utf8.count > 1 {
      test = .pattern(try PayloadPattern(parsing: text))
    } else if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 2 {
      test = .text(PayloadSearch(Array(text.dropFirst().dropLast().utf8), foldsCase: false))
    } else {
      // As in finding: small letters mean capitals, too, unless there is one among them.
      let folds = !source.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      test = .text(PayloadSearch(Array(source.utf8), foldsCase: folds))
    }
  }

  /// Whether the filter takes every record.
  public var isEmpty: Bool {
    if case .all = test { true } else { false }
  }

  /// How many records took more steps than one is worth, and were taken for no match: of a pattern
  /// such as `/(a+)+$/` nobody knows when it ends.
  public var undecided: Int {
    if case .pattern(let pattern) = test { pattern.undecided } else { 0 }
  }

  /// Whether the record is one to show.
  public func matches(_ record: StoredRecord) -> Bool {
    if record.isMark { return true }
    switch test {
    case .all: return true
    case .text(let text): return record.withPayload { text.isFound(in: $0) }
    case .pattern(let pattern): return pattern.matches(record)
    case .event(let name):
      guard record.kind == .event else { return false }
      return record.typeBytes.isEmpty ? name == Self.message : record.typeBytes.elementsEqual(name)
    case .field(let field): return record.withPayload { field.matches($0) }
    }
  }

  private static let message = Array("message".utf8)

  /// Filters are equal if the same was typed.
  public static func == (left: RecordFilter, right: RecordFilter) -> Bool {
    left.source.utf8.elementsEqual(right.source.utf8)
  }
}

extension String {
  /// Without the spaces and tabs at its ends.
  var trimmingSpaces: String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = utf8.firstIndex { !isSpace($0) } ?? endIndex
    let rest = utf8[start...]
    let end = rest.lastIndex { !isSpace($0) }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
