import ClientExport

/// What can be done with what is under the cursor: a part of the palette, drawn from a table.
struct ItemActions: Hashable, Sendable {
  /// What it is about.
  let name: String
  /// The likeliest first.
  let commands: [Command]
  /// What some of them do here, where the table has words for all places.
  let meanings: [Command: String]
  /// What some of them are called here.
  private(set) var titles: [Command: String] = [:]

  /// When an action makes sense.
  private struct Rule {
    let command: Command
    var title: String?
    var meaning: String?
    var panes: Set<Pane> = [.endpoints, .request, .callbacks, .rate]
    var holds: @Sendable (AppState) -> Bool = { _ in true }
  }

  private static let records: Set<Pane> = [.records, .detail]
  private static let everywhere = Set(Pane.allCases)

  private static let table: [Rule] = [
    Rule(
      command: .activate, title: "open record", meaning: "hold it, and lay it out",
      panes: [.records]
    ) {
      $0.stream?.current != nil
    },
    Rule(command: .copy, panes: records) { $0.stream?.current != nil },
    Rule(command: .saveRecord, panes: records) { $0.stream?.current != nil },
    Rule(command: .page, meaning: "show it in $PAGER", panes: records) {
      $0.stream?.current != nil
    },
    Rule(command: .page, meaning: "show the trace in $PAGER", panes: [.callbacks]) {
      $0.stream != nil
    },
    Rule(command: .filter, panes: records) { $0.stream != nil },
    Rule(command: .pause, panes: records) {
      $0.stream?.phase.isRunning == true || $0.stream?.window.end != nil
    },
    Rule(command: .stop, panes: everywhere) { $0.stream?.phase.isRunning == true },
    Rule(command: .activate, meaning: "run it", panes: [.endpoints, .request]) {
      $0.stream?.phase.isRunning != true && $0.stream?.isReadOnce != true
    },
    Rule(command: .runAgain, meaning: "run it again", panes: everywhere) {
      $0.stream?.isReadOnce == false
    },
    Rule(command: .download, panes: everywhere),
    Rule(command: .downloadTo, panes: everywhere),
    Rule(command: .record, meaning: "end the recording", panes: everywhere) {
      $0.recordings[$0.endpoint?.title ?? ""] != nil
    },
    Rule(command: .record, panes: everywhere) { $0.recordings[$0.endpoint?.title ?? ""] == nil },
    Rule(command: .play(.hold), panes: everywhere) { $0.isPlaying },
    Rule(command: .play(.askForTime), panes: everywhere) { $0.playback != nil },
    Rule(command: .edit),
    Rule(command: .code, panes: everywhere),
    Rule(command: .copyAs, panes: everywhere),
    Rule(command: .openDocs, panes: everywhere) {
      $0.endpoint.flatMap($0.catalog.documentation) != nil
    },
    Rule(command: .olderRun) { ($0.pastDrafts[$0.endpoint?.title ?? ""]?.count ?? 0) > 1 },
    Rule(command: .probe) { $0.endpoint?.method == "GET" },
    Rule(command: .exportAll),
  ]

  /// Nil where nothing is under the cursor.
  init?(_ state: AppState) {
    guard let endpoint = state.endpoint else { return nil }
    name = endpoint.title
    let rules = Self.table.filter { $0.panes.contains(state.focus) && $0.holds(state) }
    commands = rules.map(\.command)
    meanings = rules.reduce(into: [:]) { $0[$1.command] = $1.meaning }
    titles = rules.reduce(into: [:]) { $0[$1.command] = $1.title }
  }

  /// What the selected endpoint's request can be copied as.
  init?(copying state: AppState) {
    guard let endpoint = state.endpoint else { return nil }
    name = "copy \(endpoint.title) as"
    let others = ExportLanguage.allCases.filter { $0 != .curl }
    commands = [.copyAddress, .copyCode(.curl)] + others.map(Command.copyCode)
    meanings = commands.reduce(into: [.copyAddress: "the URL with its values"]) {
      if case .copyCode(let language) = $1 { $0[$1] = "." + language.fileExtension }
    }
  }
}
