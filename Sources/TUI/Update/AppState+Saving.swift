import Endpoints

extension AppState {
  /// `D`: saves the body to a file, whatever kind of stream it is.
  mutating func download() -> [Effect] {
    guard let endpoint else { return [] }
    if hasNoPlace {
      askForPlace(of: endpoint.title)
      return []
    }
    if let stream, stream.kind == .file, stream.phase.isRunning,
      (try? draft?.plan(baseURL: baseURL)) == stream.request
    {
      focus(on: .records)
      return []
    }
    return start(endpoint, kind: .file)
  }

  /// Enter behind the question where to.
  mutating func download(to path: String) -> [Effect] {
    guard let endpoint, !path.isEmpty else {
      say("nothing was saved")
      return []
    }
    return start(endpoint, kind: .file, to: DownloadPlace(path: path))
  }

  /// `O`: shows what is written of the endpoint.
  mutating func openDocs() -> [Effect] {
    guard let endpoint, let address = catalog.documentation(of: endpoint) else {
      say("nothing from a server tells where this is documented; o opens the running one")
      return []
    }
    return [.browse(address)]
  }

  /// Whether something stood between the latest download and its place.
  var hasNoPlace: Bool {
    guard case .failed(_, let failure)? = stream?.phase, failure.obstacle != nil else {
      return false
    }
    // Another request is another download.
    return (try? draft?.plan(baseURL: baseURL)) == stream?.request
  }

  /// Asks where to save what would have gone over another file, or into a folder that isn't there.
  mutating func askForPlace(of title: String) {
    guard case .failed(_, let failure)? = streams[title]?.phase, let obstacle = failure.obstacle
    else { return }
    // What is being typed elsewhere is no answer to this question.
    guard mode == .browsing else {
      return say(sentence(failure.message, .makeWay), isProblem: true)
    }
    mode = .prompt(Prompt(purpose: .saveAs(endpoint: title, obstacle), input: TextInput()))
  }

  /// Enter behind that question.
  mutating func save(
    _ title: String, despite obstacle: DownloadObstacle, answer: String
  ) -> [Effect] {
    guard let endpoint = catalog.endpoints.first(where: { $0.title == title }),
      let request = streams[title]?.request, !answer.isEmpty
    else {
      say("nothing was saved")
      return []
    }
    var place = DownloadPlace(path: answer)
    if ["y", "yes"].contains(answer.lowercased()) {
      place =
        switch obstacle {
        case .taken(let path): DownloadPlace(path: path, overwrites: true)
        case .noFolder(_, let place): DownloadPlace(path: place, makesFolder: true)
        }
    }
    return begin(endpoint, kind: .file, request: request, to: place)
  }

  /// News of a download that goes on beside another run of its endpoint.
  mutating func heard(_ news: StreamNews, ofOther id: StreamID) {
    otherDownloads[id]?.take(news, at: clock.now)
    switch news {
    case .saved(let path, _): say("saved as", path: path)
    case .failed(let message, let remedy, _, _):
      say(sentence(message, remedy), isProblem: true)
    case .noPlace(_, let message): say(message, isProblem: true)
    case .closed:
      otherDownloads[id] = nil
      endpointOfRun[id] = nil
    case .requested, .opened, .head, .lost, .completed, .progress, .response, .received, .over:
      break
    }
  }
}
