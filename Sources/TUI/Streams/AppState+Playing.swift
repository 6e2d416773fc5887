extension AppState {
  /// How the selected endpoint's recording stands; nil where it is none, or nothing of it was played.
  var playback: Playback? {
    stream.flatMap { $0.kind == .file ? nil : playbacks[$0.endpoint] }
  }

  /// Whether it plays, held or not.
  var isPlaying: Bool { playback != nil && stream?.phase.isRunning == true }

  /// Takes note of how the recordings stand that are played, by their endpoints' titles.
  public mutating func absorb(playbacks: [String: Playback]) { self.playbacks = playbacks }

  /// Does with the selected endpoint's recording what a key or a name asks for.
  mutating func play(_ command: Command.Play) -> [Effect] {
    guard let stream, let playback else { return [] }
    let title = stream.endpoint
    if case .askForTime = command {
      mode = .prompt(Prompt(purpose: .playFrom, input: TextInput()))
      return []
    }
    if case .jump(let time) = command { return jump(to: time, in: playback) }
    guard stream.phase.isRunning else {
      say("it is over: \(keys.browsing.label(of: .runAgain)) plays it again")
      return []
    }
    switch command {
    case .hold:
      return change(playback, of: title, isHeld: !playback.isHeld, .hold(!playback.isHeld))
    case .step: return change(playback, of: title, isHeld: true, .step)
    case .slower: return change(playback, of: title, speed: playback.slower)
    case .faster: return change(playback, of: title, speed: playback.faster)
    case .askForTime, .jump: return []
    }
  }

  private mutating func change(
    _ playback: Playback, of title: String, isHeld: Bool, _ change: PlaybackChange
  ) -> [Effect] {
    // The next key may come before anybody tells how it stands then.
    playbacks[title]?.isHeld = isHeld
    return [.play(title, change)]
  }

  private mutating func change(
    _ playback: Playback, of title: String, speed: Double?
  ) -> [Effect] {
    playbacks[title]?.speed = speed
    return [.play(title, .speed(speed))]
  }

  /// A stream has no way back: for an earlier time it is run again, and all until then comes at once.
  private mutating func jump(to time: Duration, in playback: Playback) -> [Effect] {
    guard let stream else { return [] }
    let time = min(time, playback.length)
    if stream.phase.isRunning, time >= playback.position {
      return [.play(stream.endpoint, .jump(to: time))]
    }
    withStream { $0.lastEventID = "" }
    return [.play(stream.endpoint, .jump(to: time, anew: true))] + runAgain()
  }

  /// Enter behind a time.
  mutating func play(from text: String, _ prompt: Prompt) -> [Effect] {
    guard let time = Playback.time(typed: text) else {
      stay(in: prompt, because: "that is no time: 1:20, 90 or 1.5m is one")
      return []
    }
    return play(.jump(time))
  }
}
