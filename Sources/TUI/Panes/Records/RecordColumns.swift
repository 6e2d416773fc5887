/// How wide the columns of a records list are. They only ever grow, so that rows do not jump.
struct RecordColumns: Hashable, Sendable {
  static let widestID = 16
  static let widestType = 14

  private(set) var id = 0
  private(set) var type = 0

  /// Makes room for a record's ID and event type.
  mutating func fit(id: String, type: String) {
    self.id = max(self.id, min(Self.widestID, id.columns))
    self.type = max(self.type, min(Self.widestType, type.columns))
  }
}
