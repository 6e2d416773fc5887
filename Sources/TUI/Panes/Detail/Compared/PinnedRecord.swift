import RecordStore

/// A record that others are compared with, and what the latest comparison found.
struct PinnedRecord: Sendable {
  let endpoint: String
  let number: Int
  /// As the detail calls it.
  let name: String
  let payload: [UInt8]
  /// Of the record under the cursor; nil while that is the pinned one.
  var difference: Difference?
  /// The record that it is of.
  var compared: (endpoint: String, number: Int)?
  var top = DetailScroll.Place()

  init(_ record: StoredRecord, of endpoint: String) {
    self.endpoint = endpoint
    number = record.number
    name = record.id.isEmpty ? "#\(record.number)" : "id \(record.id.clipped(toColumns: 24))"
    payload = Array(record.payload)
  }

  func isRecord(_ number: Int, of endpoint: String) -> Bool {
    number == self.number && endpoint == self.endpoint
  }
}
