import CNcurses

extension Terminal {
  /// How long leaving waits for an answer, which would be the shell's input.
  private static let patience = Duration.milliseconds(100)

  /// Asks which colour stands behind the text (OSC 11); nothing waits for the answer, which comes
  /// as `.background` or not at all. Source: "XTerm Control Sequences", OSC Ps = 11.
  public func askBackground() {
    guard isOpen, colours != .none, hasReports else { return }
    asked = .now
    send(Array("\u{1B}]11;?\u{1B}\\".utf8))
  }

  func takeAnswer() {
    guard let answer = keys.takeAnswer(), asked != nil else { return }
    asked = nil
    guard let background = BackgroundAnswer(bytes: answer).background else { return }
    waiting.append(.background(background))
  }

  func awaitAnswer() {
    guard let asked else { return }
    let end = asked.advanced(by: Self.patience)
    while self.asked != nil, ContinuousClock.now < end {
      let rest = ContinuousClock.now.duration(to: end).millisecondsToWait
      switch terminal_guard_wait(rest) {
      case 1: readKeys()
      // Nobody is there to answer.
      case 2: return
      default: continue
      }
    }
  }
}
