/// What is looked for in records and in other text: a text, in which small letters mean capitals,
/// too, unless there is a capital among them, or a regular expression: `/4[0-9]+/`, `/…/i`.
///
/// Unlike in a filter a text may begin with a slash: a path has no second one at its end.
public struct RecordSearch: Sendable {
  private enum Kind: Sendable {
    case text(PayloadSearch)
    case pattern(PayloadPattern)
  }

  private let kind: Kind

  /// Asks whether a record holds it, wherever in its payload.
  var expression: FilterExpression {
    switch kind {
    case .text(let text): .text(text)
    case .pattern(let pattern): .pattern(pattern)
    }
  }

  /// Reads what the user typed; the error says in a sentence why it is no regular expression.
  public init(parsing source: String) throws(RecordFilterProblem) {
    let isPattern =
      source.hasPrefix("/") && (source.hasSuffix("/") || source.hasSuffix("/i"))
      && source.utf8.count > 2 && source != "//i"
    kind = isPattern ? .pattern(try PayloadPattern(parsing: source)) : .text(.folding(source))
  }

  /// Where it stands, as byte offsets, at most `limit` times.
  public func ranges(in bytes: UnsafeRawBufferPointer, limit: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while found.count < limit, start <= bytes.count, let range = first(in: bytes, from: start) {
      if !range.isEmpty { found.append(range) }
      start = max(range.upperBound, range.lowerBound + 1)
    }
    return found
  }

  private func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    switch kind {
    case .text(let text): text.first(in: bytes, from: start)
    case .pattern(let pattern): pattern.first(in: bytes, from: start)
    }
  }
}
