/// What may follow the ten fixed bytes of a gzip member's head. Given up as it comes: a name has
/// no limit, and is of no use. Source: RFC 1952, 2.3.
struct GzipHead: Sendable {
  private struct Fields: OptionSet {
    let rawValue: Int

    static let check = Fields(rawValue: 2)
    static let extra = Fields(rawValue: 4)
    static let name = Fields(rawValue: 8)
    static let comment = Fields(rawValue: 16)
    static let reserved = Fields(rawValue: 0xE0)
  }

  private var fields: Fields
  /// Nil where the length hasn't come yet.
  private var extraLeft: Int?

  /// Reads the fixed bytes behind the two that say what it is; nil where they haven't come yet.
  init?(_ reader: inout BitReader) throws(Inflation.Damage) {
    guard let method = reader.take(8), let flags = reader.take(8), reader.take(32) != nil,
      reader.take(16) != nil
    else { return nil }
    fields = Fields(rawValue: flags)
    guard method == 8, fields.isDisjoint(with: .reserved) else { throw Inflation.Damage() }
  }

  /// False where more input is needed.
  mutating func skipFields(_ reader: inout BitReader) -> Bool {
    if fields.contains(.extra) {
      extraLeft = extraLeft ?? reader.take(16)
      guard let left = extraLeft else { return false }
      let taken = reader.takeBytes(left).count
      extraLeft = left - taken
      guard taken == left else { return false }
      fields.remove(.extra)
    }
    for text in [Fields.name, .comment] where fields.contains(text) {
      guard reader.skipText() else { return false }
      fields.remove(text)
    }
    return !fields.contains(.check) || reader.take(16) != nil
  }
}
