/// A sentence at the foot of the screen that goes away by itself.
struct Notice: Hashable, Sendable {
  static let lifetime: Duration = .seconds(6)

  var text: String
  var isProblem: Bool
  var since: Duration
}
