/// A sentence at the foot of the screen that goes away by itself.
struct Notice: Hashable, Sendable {
  /// How loudly it is said.
  enum Tone: Hashable, Sendable { case news, problem, aside }

  static let lifetime: Duration = .seconds(6)

  var text: String
  /// Of what it tells of, to stand after it; where there is little room its middle goes first.
  var path: String?
  var tone: Tone
  var since: Duration
}
