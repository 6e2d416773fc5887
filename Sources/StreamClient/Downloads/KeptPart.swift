/// What of a download is on the disk when it ends before its end.
struct KeptPart: Sendable, Hashable {
  /// Why it ended.
  enum Reason: Sendable, Hashable {
    case lost
    case silent(Duration)
    case cancelled
  }

  var path: String
  var done: Int
  var total: Int?
  /// Whether it can be gone on with: the server says of what version it is.
  var canContinue: Bool
}
