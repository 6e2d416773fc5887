/// How far the looking for endpoints has come.
enum Search: Hashable, Sendable {
  /// Nothing was asked for.
  case idle
  /// Under way; what has been tried so far, in order.
  case running(steps: [String])
  /// Over; what gave nothing at all, a sentence each.
  case finished(failures: [String])

  var isRunning: Bool {
    if case .running = self { true } else { false }
  }
}
