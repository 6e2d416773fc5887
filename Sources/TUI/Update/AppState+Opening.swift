import Endpoints

extension AppState {
  /// Goes to what the user typed or pasted, once it is found; until then everything stays.
  mutating func open(_ text: String) -> [Effect] {
    let text = text.filter { !$0.isNewline }
    guard text.contains(where: { $0 != " " }) else { return [] }
    search = .running(steps: [])
    say("looking there")
    return [.openTarget(text, from: catalog.baseURL)]
  }

  /// What was found where the user wanted to go. On another server it takes the place of all that
  /// was there, since requests go to one; on the same it is added.
  mutating func opened(_ found: Catalog, at name: String, failures: [String]) -> [Effect] {
    guard let first = found.endpoints.first else {
      search = .finished(failures: failures)
      say(failures.first ?? "nothing was found there", isProblem: true)
      return []
    }
    var found = found
    var effects: [Effect] = []
    if found.baseURL == catalog.baseURL {
      found.endpoints += catalog.endpoints.filter { endpoint in
        !found.endpoints.contains { $0.title == endpoint.title }
      }
      for (name, model) in zip(catalog.models.keys, catalog.models.values)
      where found.models[name] == nil {
        found.models[name] = model
      }
    } else {
      effects = recordings.keys.sorted().flatMap { endRecording(of: $0) }
      effects += endpointOfRun.keys.sorted { $0.number < $1.number }.map(Effect.close)
      (streams, endpointOfRun, otherDownloads, drafts) = ([:], [:], [:], [:])
    }
    target = name
    let isOneStream = found.endpoints.count == 1 && first.kind.isStream && first.kind != .file
    search = .finished(failures: failures)
    notice = nil
    effects += replaceCatalog(with: found)
    _ = perform(.goTo(first.title))
    return effects + (isOneStream ? run() : [])
  }
}
