/// Commands that have nothing to work on just now, and what would give them something. A key that
/// was pressed in vain says so.
struct IdleRule: Sendable {
  private typealias Words = @Sendable (KeyMap<Command>) -> String

  private let commands: Set<Command>
  private let panes: Set<Pane>
  private let words: Words
  private let holds: @Sendable (AppState) -> Bool

  /// Why a command does nothing in a state, and what would help; nil where it does something.
  static func words(for command: Command, in state: AppState) -> String? {
    table.first {
      $0.commands.contains(command) && $0.panes.contains(state.focus) && $0.holds(state)
    }?.words(state.keys.browsing)
  }

  private init(
    _ commands: Set<Command>, in panes: Set<Pane> = Set(Pane.allCases), _ words: @escaping Words,
    if holds: @escaping @Sendable (AppState) -> Bool = { _ in true }
  ) {
    self.commands = commands
    self.panes = panes
    self.words = words
    self.holds = holds
  }

  private static let sideways: Set<Command> = [.move(.left), .move(.right)]
  private static let moves = sideways.union([
    .move(.up), .move(.down), .move(.halfPageUp), .move(.halfPageDown), .move(.pageUp),
    .move(.pageDown), .move(.toTop), .move(.toBottom),
  ])
  private static let folding: Set<Command> = [.foldAll, .unfoldAll]
  private static let playing: Set<Command> = [
    .play(.hold), .play(.step), .play(.slower), .play(.faster), .play(.askForTime),
  ]
  private static let amongRecords: Set<Command> = [.pause, .move(.older), .move(.newer)]
  private static let ofEndpoint: Set<Command> = [
    .edit, .runAgain, .runAfresh, .download, .downloadTo, .record, .openDocs, .probe, .copy,
    .copyURL, .copyAs, .copyAddress,
  ]
  private static let ofAny = ofEndpoint.union(moves).union(amongRecords).union([.activate])

  /// The first that holds says why.
  private static let table: [IdleRule] = [
    IdleRule(ofAny, nothingYet) { $0.catalog.endpoints.isEmpty && $0.search.isRunning },
    IdleRule(ofAny.subtracting([.runAgain]), nothing) { $0.catalog.endpoints.isEmpty },
    IdleRule(ofAny.union([.code]), in: [.endpoints, .request, .records], unmatched) {
      !$0.catalog.endpoints.isEmpty && $0.tree.rows.isEmpty
    },
    IdleRule(ofEndpoint, group, if: isGroup),
    IdleRule([.activate], in: [.request, .records, .detail], group, if: isGroup),
    IdleRule([.copy, .page], in: [.records, .detail, .callbacks, .rate], unrun) {
      $0.stream == nil
    },
    IdleRule([.page, .pageView], unrun) { $0.stream == nil },
    IdleRule(amongRecords.union(folding).union([.look(.nextForm)]), unrun) { $0.stream == nil },
    IdleRule(moves, in: [.records, .detail, .callbacks], unrun) { $0.stream == nil },
    IdleRule([.activate], in: [.detail], unrun) { $0.stream == nil },
    IdleRule(amongRecords.union(folding), noRecord, if: isEmpty),
    IdleRule(playing, unrun) {
      $0.stream == nil && $0.playbacks[$0.endpoint?.title ?? ""] != nil
    },
    IdleRule(playing, notPlayed) { $0.playback == nil },
    IdleRule(moves.union([.activate]), in: [.detail], noRecord, if: isEmpty),
    IdleRule(folding.union([.activate]), in: [.detail], folds, if: hasNoFolds),
    IdleRule(sideways, in: [.detail], folds) { $0.detail.wraps && hasNoFolds($0) },
    IdleRule(sideways, in: [.callbacks], whole),
    IdleRule([.activate], in: [.callbacks, .rate], readOnce) { $0.stream?.isReadOnce == true },
    IdleRule([.runAgain, .runAfresh, .download, .downloadTo], readOnce) {
      $0.stream?.isReadOnce == true
    },
    IdleRule([.record], readOnce) {
      $0.stream?.isReadOnce == true && $0.stream?.phase.isRunning == false
        && $0.recordings[$0.endpoint?.title ?? ""] == nil
    },
    IdleRule([.activate], in: [.callbacks, .rate], unopened),
    IdleRule(moves, in: [.request], fields),
    IdleRule(moves, in: [.rate], still),
    IdleRule([.back], in: [.endpoints], top) { !$0.canStepBack },
  ]

  private static let isGroup: @Sendable (AppState) -> Bool = {
    $0.endpoint == nil && !$0.catalog.endpoints.isEmpty
  }

  private static let isEmpty: @Sendable (AppState) -> Bool = {
    $0.stream?.store.total == 0 && $0.detail.form != .head
  }

  private static let hasNoFolds: @Sendable (AppState) -> Bool = {
    $0.detail.form != .json || $0.difference != nil || $0.reading?.hasCursor == false
  }

  // MARK: Words

  private static let nothingYet: Words = { _ in "nothing is found yet to do that with" }
  private static let nothing: Words = {
    "there is no endpoint: \($0.label(of: .open)) opens a URL, "
      + "\($0.label(of: .rediscover)) looks again"
  }
  private static let unmatched: Words = {
    "nothing matches what the list is narrowed to: \($0.label(of: .back)) shows all of it"
  }
  private static let group: Words = {
    "this is a group: \($0.label(of: .move(.down))) goes to its endpoints"
  }
  private static let unrun: Words = {
    "nothing has run here yet: \($0.label(of: .activate)) in pane "
      + "\($0.label(of: .look(.focus(.endpoints)))) runs it"
  }
  private static let noRecord: Words = { _ in "no record has come yet" }
  private static let notPlayed: Words = {
    "no recording plays here: \($0.label(of: .open)) opens one"
  }
  private static let folds: Words = { "nothing folds here: \($0.label(of: .move(.down))) goes on" }
  private static let whole: Words = {
    "lines are whole here: \($0.label(of: .move(.down))) goes on"
  }
  private static let unopened: Words = {
    "nothing opens here: \($0.label(of: .runAgain)) runs it again"
  }
  private static let fields: Words = {
    "nothing moves here: \($0.label(of: .edit)) goes into the fields"
  }
  static let readOnce: @Sendable (KeyMap<Command>) -> String = {
    "standard input is read once: \($0.label(of: .open)) opens something else"
  }
  private static let still: Words = {
    "nothing moves here: \($0.label(of: .look(.nextPane))) goes to the next pane"
  }
  private static let top: Words = {
    "nothing to go back from: \($0.label(of: .quit)) quits"
  }
}
