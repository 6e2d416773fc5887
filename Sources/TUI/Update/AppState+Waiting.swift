import WebText

extension AppState {
  /// How long the program may sleep without a tick: nil for ever, until something happens.
  public var timeToNextTick: Duration? {
    var waits: [Duration] = []
    if search.isRunning { waits.append(.milliseconds(100)) }
    if let stream, stream.isExamining || stream.hits?.text != sought?.text {
      waits.append(.milliseconds(1))
    }
    if isScanningDetail { waits.append(.milliseconds(1)) }
    if detail.form == .assembled, let stream, stream.assembly.next < stream.store.total {
      waits.append(.milliseconds(1))
    }
    if let late = shownCode?.lateFrom, late > clock.now { waits.append(late - clock.now) }
    if let notice { waits.append(notice.since + Notice.lifetime - clock.now) }
    for stream in streams.values {
      switch stream.phase {
      case .connecting: waits.append(.milliseconds(100))
      case .retrying: waits.append(.milliseconds(200))
      // The running clock in the state line moves once a second.
      case .open: waits.append(.milliseconds(1000 - clock.now.wholeMilliseconds % 1000))
      case .completed, .stopped, .failed: break
      }
    }
    return waits.min().map { max($0, .milliseconds(1)) }
  }
}
