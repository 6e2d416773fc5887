/// Where a run stands. All times count from the program's start.
enum StreamPhase: Hashable, Sendable {
  case connecting(since: Duration)
  case open(since: Duration, status: Int, mediaType: String)
  case retrying(at: Duration, because: String)
  case completed(at: Duration)
  case stopped(at: Duration)
  case failed(at: Duration, Failure)

  struct Failure: Hashable, Sendable {
    var message: String
    var remedy: Remedy?
    var status: Int?
    /// The first lines of what the server said.
    var body: String
    /// Why a download has nowhere to go.
    var obstacle: DownloadObstacle?
  }

  /// True while there is something to stop.
  var isRunning: Bool {
    switch self {
    case .connecting, .open, .retrying: true
    case .completed, .stopped, .failed: false
    }
  }

  var isOpen: Bool {
    if case .open = self { true } else { false }
  }
}
