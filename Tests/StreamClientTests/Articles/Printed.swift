import Synchronization

/// Stands in for `print` in the articles' samples, and keeps the lines.
final class Printed: Sendable {
  private let printed = Mutex<[String]>([])
  private let isEnded = Atomic(false)

  var lines: [String] { printed.withLock { $0 } }

  func callAsFunction(_ items: Any...) {
    let line = items.map { "\($0)" }.joined(separator: " ")
    printed.withLock { $0.append(line) }
  }

  /// The sample has ended: no line comes any more.
  func end() {
    isEnded.store(true, ordering: .relaxed)
  }

  /// Returns when so many lines are there or none comes any more, or the task is cancelled.
  func hasLines(_ count: Int) async {
    while lines.count < count, !isEnded.load(ordering: .relaxed), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}
