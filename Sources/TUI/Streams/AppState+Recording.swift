import Endpoints

/// A capture that an endpoint's runs are being written into.
struct Recording: Hashable, Sendable {
  let path: String
  /// Bytes that are in the file.
  var bytes = 0
  /// A run is in it, or is on its way into it.
  var hasRun = false
  /// What it waits for is the next answer, since this one can't be read from its middle.
  var awaitsAnswer = false
  /// The latest run that goes into it.
  var run: StreamID?
}

/// From where on a recording has its stream.
public enum RecordingStart: Sendable, Hashable {
  /// From its request on.
  case beginning
  /// From somewhere in an answer, of which so many bytes came before.
  case middle(bytes: Int)
  /// From the next answer on: this one can't be read from its middle.
  case nextAnswer
}

extension AppState {
  /// `R`: asks for the file to record the stream into; where it is being recorded, ends that.
  mutating func record() -> [Effect] {
    guard let endpoint else { return [] }
    guard recordings[endpoint.title] == nil else { return endRecording(of: endpoint.title) }
    if isPassingOver {
      say("nothing passes here now to be recorded: --record FOLDER keeps all that passes")
      return []
    }
    let input = TextInput(captureName(of: endpoint))
    mode = .prompt(Prompt(purpose: .recordTo(endpoint: endpoint.title), input: input))
    return []
  }

  private func captureName(of endpoint: Endpoint) -> String {
    endpoint.name.replacing("/", with: "_") + ".capture"
  }

  /// Enter behind the file's name, or behind the question what to do about a file of that name.
  mutating func record(_ title: String, into answer: String, insteadOf taken: String?) -> [Effect] {
    guard let endpoint = catalog.endpoints.first(where: { $0.title == title }), !answer.isEmpty
    else {
      say("nothing is recorded")
      return []
    }
    let overwrites = taken != nil && ["y", "yes"].contains(answer.lowercased())
    let place = DownloadPlace(path: overwrites ? taken ?? "" : answer, overwrites: overwrites)
    return [.openCapture(of: title, place, fileName: captureName(of: endpoint))]
  }

  /// The file is there: records what runs from here on, or has it run.
  mutating func captureOpened(_ title: String, _ path: String) -> [Effect] {
    recordings[title] = Recording(path: path)
    guard let endpoint = catalog.endpoints.first(where: { $0.title == title }) else {
      return endRecording(of: title)
    }
    if let stream = streams[title], stream.phase.isRunning {
      recordings[title]?.run = stream.id
      return [.record(stream.id, of: title, as: endpoint.name)]
    }
    // Others ask again when they want to.
    if streams[title]?.id.isPassing == true { return endRecording(of: title) }
    return start(endpoint, kind: streams[title]?.kind ?? endpoint.kind)
  }

  /// A file of that name is there already.
  mutating func captureTaken(_ title: String, _ path: String) {
    // What is being typed elsewhere is no answer to this question.
    guard mode == .browsing else {
      return say("nothing is recorded; there is already", path: path, isProblem: true)
    }
    mode = .prompt(Prompt(purpose: .recordOver(endpoint: title, taken: path), input: TextInput()))
  }

  mutating func recordingBegan(_ title: String, _ start: RecordingStart) -> [Effect] {
    guard let recording = recordings[title] else { return [] }
    if start == .nextAnswer, recording.run?.isPassing == true {
      let effects = endRecording(of: title)
      say(
        "a compressed answer can't be recorded from its middle: --record FOLDER keeps all that passes",
        isProblem: true)
      return effects
    }
    if start != .nextAnswer { recordings[title]?.hasRun = true }
    recordings[title]?.awaitsAnswer = start == .nextAnswer
    let key = keys.browsing.label(of: .record)
    switch start {
    case .beginning: say("recording, \(key) ends it:", path: recording.path)
    case .middle(let bytes):
      say(
        "recording from here on, \(bytes.bytes) came before; \(key) ends it:", path: recording.path)
    case .nextAnswer:
      let again = keys.browsing.label(of: .runAgain)
      say("this answer can't be recorded from its middle, the next one is; \(again) runs it again")
    }
    return []
  }

  /// A request of a run goes out: what waited for the next answer has it.
  mutating func recordsRequest(of id: StreamID, _ title: String) {
    guard let recording = recordings[title], recording.run == id, recording.awaitsAnswer else {
      return
    }
    recordings[title]?.awaitsAnswer = false
    recordings[title]?.hasRun = true
  }

  /// Nothing more is written; what is in the file stays.
  mutating func captureFailed(_ title: String, _ sentence: String) -> [Effect] {
    let effects = endRecording(of: title)
    say(sentence, isProblem: true)
    return effects
  }

  /// Takes note of how large an endpoint's capture is.
  public mutating func absorb(recorded bytes: Int, of title: String) {
    recordings[title]?.bytes = bytes
  }

  mutating func endRecording(of title: String) -> [Effect] {
    guard let recording = recordings.removeValue(forKey: title) else { return [] }
    guard recording.hasRun else {
      say(
        recording.awaitsAnswer
          ? "nothing was recorded: no answer came after the compressed one, which has begun before"
          : "nothing was recorded")
      return [.endCapture(of: title)]
    }
    if !savedFiles.contains(recording.path) { savedFiles.append(recording.path) }
    say("recorded into", path: recording.path)
    return [.endCapture(of: title)]
  }

  /// What has to happen before a run begins, so that it is recorded from its request on.
  mutating func recording(_ id: StreamID, of endpoint: Endpoint) -> [Effect] {
    guard let recording = recordings[endpoint.title], recording.run?.isPassing != true else {
      return []
    }
    recordings[endpoint.title]?.run = id
    return [.record(id, of: endpoint.title, as: endpoint.name)]
  }
}
