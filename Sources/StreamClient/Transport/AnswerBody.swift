/// The body of an open connection: read by one task, closed from anywhere.
///
/// A connection that nobody holds any more is closed.
final class AnswerBody: Sendable {
  private let transfer: Transfer

  init(_ transfer: Transfer) {
    self.transfer = transfer
  }

  deinit {
    transfer.close()
  }

  /// The next part as it came, into `part`, which is emptied first; false at the body's end.
  func read(into part: inout [UInt8]) async throws(FailureFact) -> Bool {
    try await transfer.read(into: &part)
  }

  /// Closes the connection, also while its reader works.
  func close() {
    transfer.close()
  }
}
