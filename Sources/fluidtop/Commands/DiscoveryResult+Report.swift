import Discovery
import Endpoints

extension DiscoveryResult {
  /// Says on standard error what failed and, unless only a program reads, what was lost on the way.
  func report(notes: Bool) {
    for failure in failures { StandardError.say(failure.sentence) }
    guard notes else { return }
    let said = Set(failures.map(\.sentence))
    for warning in catalog.warnings where !said.contains(warning) {
      StandardError.say("note: " + warning)
    }
  }
}
