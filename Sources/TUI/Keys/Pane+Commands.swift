extension Pane {
  /// What one does in the pane, besides moving about.
  var commands: Set<Command> {
    switch self {
    case .endpoints: [.activate, .find, .move(.left), .edit, .code, .open, .probe, .download]
    case .request: [.activate, .edit, .runAgain, .stop, .copyURL]
    case .records: [.activate, .pause, .move(.toBottom), .find, .filter, .copy, .look(.timeColumn)]
    case .callbacks: [.find, .move(.toBottom), .runAgain, .stop]
    case .detail: [.move(.left), .move(.older), .look(.wrap), .look(.invisibles), .copy, .find]
    case .rate: [.runAgain, .stop, .look(.fullPane)]
    }
  }
}
