import Endpoints

extension AppState {
  /// Runs of one endpoint whose values are kept.
  private static let mostRuns = 10

  /// Keeps what an endpoint runs with, in the place of an older run with the same.
  mutating func keep(_ draft: RequestDraft, of endpoint: Endpoint) {
    var runs = pastDrafts[endpoint.title, default: []]
    var draft = draft
    // What is known of files is no value of a run.
    draft.files = [:]
    runs.removeAll { $0 == draft }
    runs.append(draft)
    pastDrafts[endpoint.title] = runs.suffix(Self.mostRuns)
  }

  /// Shows the run before, or after, where there are several; else fills the request's form with what it
  /// was made with.
  mutating func takeRun(older: Bool) {
    if showRun(older: older) { return }
    guard let endpoint, let runs = pastDrafts[endpoint.title], var draft else {
      say("nothing was run here yet")
      return
    }
    draft.files = [:]
    // Values that were never run stand after the latest.
    let place = runs.lastIndex(of: draft) ?? runs.count
    let wanted = place + (older ? -1 : 1)
    guard runs.indices.contains(wanted) else {
      say(older ? "no older run is kept" : "no newer run is kept")
      return
    }
    drafts[endpoint.title] = runs[wanted]
    let key = keys.browsing.label(of: .activate)
    say("values of run \(wanted + 1) of \(runs.count); \(key) runs it")
  }

  /// Selects the next endpoint whose stream is open or on its way.
  mutating func goToNextLive() {
    guard let next = tree.afterSelection.first(where: isRunning) else {
      say("nothing is live")
      return
    }
    guard next != tree.selectedEndpoint else { return say("no other stream is live") }
    tree.reach(endpoint: next)
    endpointChanged()
  }
}
