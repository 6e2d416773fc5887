/// What a filter asks of a record: one test, or several joined.
indirect enum FilterExpression: Sendable {
  case all
  case text(PayloadSearch)
  case pattern(PayloadPattern)
  /// The type of an event; `message` for those that name none.
  case event([UInt8])
  case field(FieldTest)
  case not(FilterExpression)
  case every([FilterExpression])
  case any([FilterExpression])

  /// Whether the record is taken; nil where a pattern gave up, and with it nobody knows.
  func verdict(on record: RecordBytes) -> Bool? {
    switch self {
    case .all: return true
    case .text(let text): return text.isFound(in: record.payload)
    case .pattern(let pattern): return pattern.matches(record.payload)
    case .event(let name):
      guard record.header.kind == .event else { return false }
      // The table alone turns most away.
      let count = Int(record.header.typeCount)
      if count == 0 { return name == Self.message }
      return count == name.count && record.type.elementsEqual(name)
    case .field(let field): return field.matches(record.payload)
    case .not(let other): return other.verdict(on: record).map { !$0 }
    case .every(let parts): return Self.verdict(of: parts, on: record, deciding: false)
    case .any(let parts): return Self.verdict(of: parts, on: record, deciding: true)
    }
  }

  private static let message = Array("message".utf8)

  /// The first part whose verdict is `deciding` ends it; else one that nobody knows does.
  private static func verdict(
    of parts: [FilterExpression], on record: RecordBytes, deciding: Bool
  ) -> Bool? {
    var isKnown = true
    for part in parts {
      let verdict = part.verdict(on: record)
      if verdict == deciding { return deciding }
      if verdict == nil { isKnown = false }
    }
    return isKnown ? !deciding : nil
  }
}
