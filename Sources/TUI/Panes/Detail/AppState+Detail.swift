import RecordStore

extension AppState {
  /// What the detail is about; nil where there is no record.
  private var subject: (DetailReading.Subject, StoredRecord)? {
    guard let stream, let record = stream.current.flatMap(stream.record) else { return nil }
    let isText = detail.form == .raw || showsInvisibles || record.isMark
    let subject = DetailReading.Subject(
      endpoint: stream.endpoint, number: record.number, isText: isText,
      showsInvisibles: showsInvisibles)
    return (subject, record)
  }

  /// The record under the cursor as it is read; without a copy of its bytes where nobody has moved
  /// in it, for not to be kept.
  var reading: DetailReading? {
    guard let (subject, record) = subject else { return nil }
    if let kept = detail.reading, kept.subject == subject { return kept }
    return DetailReading(subject, record.payload)
  }

  /// Changes how the record is read, which holds it under the cursor.
  private mutating func withReading(
    holds: Bool = true, _ change: (inout DetailReading, DetailRoom) -> Void
  ) {
    guard let (subject, record) = subject else { return }
    let room = DetailRoom(self)
    var reading = takeReading(of: subject, record)
    change(&reading, room)
    // Found here once, and not again for every frame.
    if let last = reading.shown(room).last { _ = reading.rest(after: last.line) }
    detail.reading = reading
    guard holds else { return }
    let height = recordsHeight
    withStream { $0.window.hold(in: $0.rows, height: height) }
  }

  /// Out of the state while it changes, or its lines would be copied.
  private mutating func takeReading(
    of subject: DetailReading.Subject, _ record: StoredRecord
  ) -> DetailReading {
    if detail.reading?.subject == subject, let kept = detail.reading.take() { return kept }
    detail.reading = nil
    return DetailReading(subject, Array(record.payload)[...])
  }

  mutating func moveDetail(_ movement: Command.Movement) {
    let way = movement.way(height: DetailRoom(self).size.rows)
    if detail.form == .assembled { return moveAssembled { $0.move(way, $1) } }
    if answerHead != nil { return moveAnswerHead { $0.move(way, $1) } }
    if let difference { return moveDifference(difference) { $0.move(way, $1) } }
    withReading { reading, room in
      switch way {
      case .left where reading.hasCursor && reading.scroll.left == 0:
        reading.fold()
        reading.reveal(room)
      case .right where reading.hasCursor && reading.unfold(): break
      case .rows, .toTop, .toBottom, .left, .right: reading.move(way, room)
      }
    }
  }

  /// Has something done with what the detail shows.
  /// - Parameter holds: Whether the record under the cursor stays there.
  mutating func visitDetail(_ visit: inout some DetailVisit, holds: Bool = true) {
    if detail.form == .assembled { return moveAssembled { visit.visit(&$0, $1) } }
    if answerHead != nil { return moveAnswerHead { visit.visit(&$0, $1) } }
    if let difference { return moveDifference(difference) { visit.visit(&$0, $1) } }
    withReading(holds: holds) { visit.visit(&$0, $1) }
  }

  /// The wheel over the detail.
  mutating func scrollDetail(by rows: Int) {
    if detail.form == .assembled { return moveAssembled { $0.scroll(by: rows, $1) } }
    if answerHead != nil { return moveAnswerHead { $0.scroll(by: rows, $1) } }
    if let difference { return moveDifference(difference) { $0.scroll(by: rows, $1) } }
    withReading { $0.scroll(by: rows, $1) }
  }

  /// What `y` copies where somebody has moved in the detail.
  var valueUnderCursor: String? {
    guard detail.form == .json, detail.reading != nil, difference == nil, var reading else {
      return nil
    }
    return reading.value()
  }

  /// Enter in the detail.
  mutating func toggleFold() {
    withReading { reading, room in
      guard reading.hasCursor else { return }
      reading.toggle()
      reading.reveal(room)
    }
  }

  mutating func foldAll(_ isFolded: Bool) {
    withReading { reading, room in
      guard reading.hasCursor else { return }
      if isFolded { reading.foldAll() } else { reading.folds.unfoldAll() }
      reading.reveal(room)
    }
  }
}
