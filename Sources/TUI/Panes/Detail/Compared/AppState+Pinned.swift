import RecordStore

extension AppState {
  /// `p`: others are compared with the record under the cursor, until `p` is pressed again.
  mutating func pin() {
    if detail.pinned != nil {
      detail.pinned = nil
      return say("no record is pinned any more")
    }
    guard let stream, let record = stream.current.flatMap(stream.record), !record.isMark else {
      return say("there is no record to pin")
    }
    let pinned = PinnedRecord(record, of: stream.endpoint)
    detail.pinned = pinned
    let key = keys.browsing.label(of: .pin)
    say("\(pinned.name) is pinned: other records show what differs; \(key) lets it go")
    let height = recordsHeight
    withStream { $0.window.hold(in: $0.rows, height: height) }
  }

  /// What the detail shows in the record's place.
  var difference: DifferencePage? {
    guard detail.form == .json, let pinned = detail.pinned, let difference = pinned.difference,
      let stream, let number = stream.current, let compared = pinned.compared,
      compared == (stream.endpoint, number)
    else { return nil }
    return DifferencePage(difference, top: pinned.top)
  }

  mutating func moveDifference(
    _ page: DifferencePage, _ change: (inout DifferencePage, DetailRoom) -> Void
  ) {
    var page = page
    change(&page, DetailRoom(self))
    detail.pinned?.top = page.scroll.top
  }

  /// Compares the record under the cursor, once.
  mutating func comparePinned() {
    guard detail.form == .json, let pinned = detail.pinned, let stream, let number = stream.current,
      let record = stream.record(number)
    else { return }
    if let compared = pinned.compared, compared == (stream.endpoint, number) { return }
    detail.pinned?.compared = (stream.endpoint, number)
    detail.pinned?.top = .init()
    let isSame = pinned.isRecord(number, of: stream.endpoint) || record.isMark
    detail.pinned?.difference =
      isSame ? nil : Difference(from: pinned.payload, to: Array(record.payload))
  }
}
