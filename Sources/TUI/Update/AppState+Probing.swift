import Endpoints

extension AppState {
  /// `P`: asks the selected endpoint what it answers. Only GET, and only with values that the
  /// user gave or that the schema offers.
  func probe(_ endpoint: Endpoint, _ draft: RequestDraft) -> Result<[Effect], Refusal> {
    guard endpoint.method == "GET" else {
      return .failure(
        Refusal(
          sentence: "only GET is probed: \(endpoint.method) may change something; "
            + "\(keys.browsing.label(of: .activate)) runs it"))
    }
    if let problem = draft.problems.first {
      return .failure(Refusal(sentence: sentence(problem.sentence, .fillIn)))
    }
    do throws(RequestProblem) {
      return .success([.probe(endpoint, try draft.plan(baseURL: baseURL))])
    } catch {
      return .failure(Refusal(sentence: sentence(of: error)))
    }
  }

  /// Why an endpoint is not asked.
  struct Refusal: Error {
    var sentence: String
  }

  mutating func probe() -> [Effect] {
    guard let endpoint, let draft else { return [] }
    switch probe(endpoint, draft) {
    case .success(let effects):
      say("asking \(endpoint.title)")
      return effects
    case .failure(let refusal):
      say(refusal.sentence, isProblem: true)
      return []
    }
  }

  /// What a probe saw goes into the catalog; nothing where nobody answered in time.
  mutating func probed(_ title: String, _ seen: Endpoint?) -> [Effect] {
    guard let index = catalog.endpoints.firstIndex(where: { $0.title == title }) else { return [] }
    guard let seen else {
      say("\(title): nothing came within 2 s", isProblem: true)
      return []
    }
    let told = seen.evidence.map(\.detail).joined(separator: " \(appearance.glyphs.dot) ")
    var catalog = catalog
    catalog.take(probe: seen, at: index)
    let effects = replaceCatalog(with: catalog)
    say("\(title): \(told)", isProblem: seen.$kinds.isAssumed)
    return effects
  }
}
