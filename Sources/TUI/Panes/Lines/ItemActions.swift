/// What can be done with what is under the cursor: a part of the palette, drawn from a table.
struct ItemActions: Hashable, Sendable {
  /// What it is about.
  let name: String
  /// The likeliest first.
  let commands: [Command]

  /// When an action makes sense.
  private struct Rule {
    let command: Command
    var panes: Set<Pane> = [.endpoints, .request, .callbacks, .rate]
    var holds: @Sendable (AppState) -> Bool = { _ in true }
  }

  private static let records: Set<Pane> = [.records, .detail]
  private static let everywhere = Set(Pane.allCases)

  private static let table: [Rule] = [
    Rule(command: .activate, panes: records) { $0.focus == .records && $0.stream?.current != nil },
    Rule(command: .copy, panes: records) { $0.stream?.current != nil },
    Rule(command: .filter, panes: records) { $0.stream != nil },
    Rule(command: .pause, panes: records) { $0.stream != nil },
    Rule(command: .stop, panes: everywhere) { $0.stream?.phase.isRunning == true },
    Rule(command: .activate, panes: [.endpoints, .request]) {
      $0.stream?.phase.isRunning != true
    },
    Rule(command: .runAgain, panes: everywhere) { $0.stream != nil },
    Rule(command: .download, panes: everywhere),
    Rule(command: .edit),
    Rule(command: .code, panes: everywhere),
    Rule(command: .copyURL, panes: everywhere),
    Rule(command: .olderRun) { ($0.pastDrafts[$0.endpoint?.title ?? ""]?.count ?? 0) > 1 },
    Rule(command: .probe) { $0.endpoint?.method == "GET" },
    Rule(command: .exportAll),
  ]

  /// Nil where nothing is under the cursor.
  init?(_ state: AppState) {
    guard let endpoint = state.endpoint else { return nil }
    name = endpoint.title
    commands = Self.table.filter { $0.panes.contains(state.focus) && $0.holds(state) }
      .map(\.command)
  }
}
