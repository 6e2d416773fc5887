import Endpoints
import RecordStore

extension AppState {
  /// The endpoint that the panes are about.
  var endpoint: Endpoint? {
    tree.selectedEndpoint.map { catalog.endpoints[$0] }
  }

  /// What runs or ran of it.
  var stream: Stream? {
    endpoint.flatMap { streams[$0.title] }
  }

  /// What is filled in for it.
  var draft: RequestDraft? {
    endpoint.map(draft(of:))
  }

  func draft(of endpoint: Endpoint) -> RequestDraft {
    var draft = drafts[endpoint.title] ?? newDraft(of: endpoint)
    draft.given = given
    draft.variables = variables
    draft.files = files
    for (index, field) in draft.fields.enumerated() where field.isCredential {
      draft.fields[index].input = credentials[field.name] ?? TextInput()
    }
    return draft
  }

  private func newDraft(of endpoint: Endpoint) -> RequestDraft {
    var draft = RequestDraft(
      endpoint, models: catalog.models, schemes: catalog.securitySchemes)
    if profile != nil { draft.fields.replaceHeaders(with: Self.lines(of: profile)) }
    return draft
  }

  /// When the selected endpoint's streams are connected again, in a word or two.
  var reconnectingWord: String {
    guard let draft else { return "" }
    return
      (RunOptions(draft, takesAnswers: false).reconnecting
      ?? .asClients(with: draft.endpoint.method)).rawValue
  }

  var streamCount: Int { catalog.endpoints.count { $0.kind.isStream } }

  var baseURL: String { profile?.baseURL ?? catalog.baseURL ?? "" }

  var isEditing: Bool {
    if case .editing = mode { true } else { false }
  }

  var recordsHeight: Int { layout.recordsHeight }

  /// The run of each endpoint that is shown, and what goes on beside them.
  var allStreams: [Stream] {
    Array(streams.values) + Array(otherDownloads.values)
      + otherRuns.values.filter(\.phase.isRunning)
  }

  /// Streams that are open or on their way, in the order of their runs.
  var running: [Stream] {
    allStreams.filter(\.phase.isRunning).sorted { $0.id < $1.id }
  }

  /// Whether a stream of this endpoint of the catalog is open or on its way.
  func isRunning(_ index: Int) -> Bool {
    let title = catalog.endpoints[index].title
    return streams[title]?.phase.isRunning == true
      || otherRuns.values.contains { $0.endpoint == title && $0.phase.isRunning }
  }

  /// Changes the selected endpoint's stream, if it has one.
  mutating func withStream(_ change: (inout Stream) -> Void) {
    guard let title = endpoint?.title, let index = streams.index(forKey: title) else { return }
    change(&streams.values[index])
  }
}
