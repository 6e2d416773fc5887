import Endpoints

extension AppState {
  /// The targets look different from how they were found.
  mutating func targetsChanged(_ what: String) -> [Effect] {
    say("\(what): looking again")
    // A search that is under way would find what was there before.
    search = .running(steps: [])
    return [.rediscover]
  }

  /// Lists a part while the rest is looked for. A second look shows nothing before its end: what it
  /// has not found yet would seem to be gone.
  mutating func discovered(soFar found: Catalog) -> [Effect] {
    guard search.isRunning, isPartial || catalog.endpoints.isEmpty, !found.endpoints.isEmpty else {
      return []
    }
    isPartial = true
    var found = found
    found.endpoints += undeclared(besides: found)
    return replaceCatalog(with: found)
  }

  mutating func discovered(_ found: Catalog, failures: [String]) -> [Effect] {
    search = .finished(failures: failures)
    let isFirst = catalog.endpoints.isEmpty || isPartial
    isPartial = false
    // A second look that finds nothing does not take away what the first one found.
    if found.endpoints.isEmpty, !catalog.endpoints.isEmpty {
      say(failures.first ?? "nothing was found this time", isProblem: true)
      return []
    }
    let before = catalog
    var found = found
    passing?.learn(found)
    found.baseURL = found.baseURL ?? passing?.address.target
    found.endpoints += undeclared(besides: found)
    let kept = before.endpoints.filter { endpoint in
      streams[endpoint.title].map(isWorthKeeping) == true
        && !found.endpoints.contains { $0.title == endpoint.title }
    }
    found.endpoints += kept
    let shown = shownCode
    let effects = replaceCatalog(with: found)
    if let shown, shownCode == nil {
      say("\(shown.endpoint) is gone, so its code was closed", isProblem: true)
    } else if !isFirst {
      say(CatalogChanges(from: before, to: found, gone: kept.count).sentence)
    }
    let runs = isFirst && passing == nil && found.isOneStream(unasked: runsOnlyStream)
    return effects + (runs ? run() : [])
  }

  /// Rows of what only passes through the proxy.
  private func undeclared(besides found: Catalog) -> [Endpoint] {
    guard let passing else { return [] }
    return catalog.endpoints.filter { endpoint in
      passing.undeclared.contains(endpoint.title)
        && !found.endpoints.contains { $0.title == endpoint.title }
    }
  }

  /// A stream that runs, or has records to look at, stays when its endpoint is gone.
  private func isWorthKeeping(_ stream: Stream) -> Bool {
    stream.phase.isRunning || stream.store.total > 0
  }

  /// Takes another catalog; what was selected, scrolled to, typed and opened stays.
  mutating func replaceCatalog(with new: Catalog) -> [Effect] {
    let selected = endpoint?.title
    let known = Dictionary(new.endpoints.map { ($0.title, $0) }) { first, _ in first }
    let oldModels = catalog.models
    // What was typed for one server is not for another that a document names in its place.
    let isOtherServer = catalog.baseURL.map { $0 != new.baseURL } == true
    if isOtherServer {
      credentials = [:]
      profile = nil
    }
    catalog = new
    passing?.forgetTitles()
    func renewed(_ draft: RequestDraft, _ title: String) -> RequestDraft? {
      guard let endpoint = known[title] else { return nil }
      var draft = draft
      if isOtherServer { draft.fields.replaceHeaders(with: []) }
      return RequestDraft(endpoint, in: new, keeping: draft, madeWith: oldModels)
    }
    drafts = Dictionary(
      drafts.compactMap { title, draft in renewed(draft, title).map { (title, $0) } }
    ) { first, _ in first }
    for (title, runs) in pastDrafts {
      pastDrafts[title] = runs.compactMap { renewed($0, title) }
    }
    tree = EndpointTree(new, keeping: tree)
    let effects = refreshCode()
    guard endpoint?.title != selected else { return effects }
    endpointChanged()
    if isEditing { mode = .browsing }
    return effects
  }
}

/// What a second discovery changed, for people.
struct CatalogChanges {
  private var new = 0
  private var changed = 0
  private var removed = 0
  private let gone: Int

  /// - Parameter gone: Endpoints that only their streams keep.
  init(from old: Catalog, to new: Catalog, gone: Int) {
    self.gone = gone
    let before = Dictionary(old.endpoints.map { ($0.title, $0) }) { first, _ in first }
    for endpoint in new.endpoints {
      guard let known = before[endpoint.title] else {
        self.new += 1
        continue
      }
      if known != endpoint { changed += 1 }
    }
    let after = Set(new.endpoints.map(\.title))
    removed = before.keys.count { !after.contains($0) }
  }

  var sentence: String {
    let parts = [
      new > 0 ? "\(new) new" : nil, changed > 0 ? "\(changed) changed" : nil,
      removed > 0 ? "\(removed) gone" : nil,
      gone > 0 ? "\(gone) gone but still shown for its records" : nil,
    ].compactMap { $0 }
    return "endpoints: " + (parts.isEmpty ? "nothing changed" : parts.joined(separator: ", "))
  }
}

extension Catalog {
  /// Whether the user named a stream itself, so that there is nothing to choose.
  fileprivate func isOneStream(unasked: Bool) -> Bool {
    guard endpoints.count == 1, let kind = endpoints.first?.kind else { return false }
    return kind.isStream && kind != .file && !sources.isEmpty
      && (unasked || sources.allSatisfy { $0.kind == .probe })
  }
}
