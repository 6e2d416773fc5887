import Endpoints

extension AppState {
  /// Goes to what the user typed or pasted, once it is found; until then everything stays.
  mutating func open(_ text: String) -> [Effect] {
    let text = text.filter { !$0.isNewline }
    guard text.contains(where: { $0 != " " }) else { return [] }
    if let address = passing?.address {
      say("this screen stays with \(address.target), whose proxy it is")
      return []
    }
    search = .running(steps: [])
    say("looking there")
    return [.openTarget(text, from: catalog.baseURL)]
  }

  /// What was found where the user wanted to go. On another server it takes the place of all that
  /// was there, since requests go to one; on the same it is added.
  mutating func opened(
    _ found: Catalog, at name: String, failures: [String], isRecording: Bool
  ) -> [Effect] {
    search = .finished(failures: failures)
    guard let first = found.endpoints.first else {
      say(failures.first ?? "nothing was found there", isProblem: true)
      return []
    }
    notice = nil
    // Before it is put among others: what is on the same server runs, too.
    let isOneStream = found.endpoints.count == 1 && first.kind.isStream && first.kind != .file
    var effects: [Effect] = []
    if found.baseURL != catalog.baseURL {
      effects = recordings.keys.sorted().flatMap { endRecording(of: $0) }
      effects += endpointOfRun.keys.sorted { $0.number < $1.number }.map(Effect.close)
      (streams, endpointOfRun, otherDownloads, drafts) = ([:], [:], [:], [:])
      target = name
      runsOnlyStream = isRecording
      isReadOnce = false
      effects += replaceCatalog(with: found)
    } else if isOneStream, let known = listed(first) {
      fillIn(known, with: first.parameters)
    } else {
      effects = replaceCatalog(with: found.adding(catalog))
    }
    _ = perform(.goTo(first.title))
    guard isOneStream, let endpoint else { return effects }
    let isThere =
      stream?.phase.isRunning == true && (try? draft?.plan(baseURL: baseURL)) == stream?.request
    return effects + (isThere ? run() : start(endpoint, kind: endpoint.kind))
  }

  /// The endpoint of that title, where it takes what stands in the URL: more is known of it than a URL
  /// tells.
  private func listed(_ found: Endpoint) -> Endpoint? {
    guard let known = catalog.endpoints.first(where: { $0.title == found.title }) else {
      return nil
    }
    let names = known.allParameters.map(\.name)
    return found.parameters.allSatisfy { names.contains($0.name) } ? known : nil
  }

  private mutating func fillIn(_ endpoint: Endpoint, with given: [Parameter]) {
    var draft = draft(of: endpoint)
    for value in given.map(RequestField.init) where !value.isEmpty {
      for index in draft.fields.indices
      where draft.fields[index].isParameter && draft.fields[index].name == value.name {
        draft.fields[index].input.set(value.text)
      }
    }
    drafts[endpoint.title] = draft
  }
}

extension Catalog {
  /// With what is known already of the same server.
  fileprivate func adding(_ known: Catalog) -> Catalog {
    var all = self
    all.title = title ?? known.title
    all.version = version ?? known.version
    all.sources += known.sources.filter { !sources.contains($0) }
    all.documents += known.documents.filter { !documents.contains($0) }
    all.endpoints += known.endpoints.filter { endpoint in
      !endpoints.contains { $0.title == endpoint.title }
    }
    for (name, model) in known.models where all.models[name] == nil { all.models[name] = model }
    for (name, scheme) in known.securitySchemes where all.securitySchemes[name] == nil {
      all.securitySchemes[name] = scheme
    }
    return all
  }
}
