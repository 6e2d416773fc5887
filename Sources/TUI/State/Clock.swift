/// What time it is, as the last tick said.
struct Clock: Hashable, Sendable {
  /// Since the program started.
  var now: Duration = .zero
  /// The user's clock when the program started.
  var start = TimeOfDay(milliseconds: 0)

  /// The user's clock at `elapsed` since the program's start.
  func timeOfDay(at elapsed: Duration) -> TimeOfDay { start.advanced(by: elapsed) }
}
