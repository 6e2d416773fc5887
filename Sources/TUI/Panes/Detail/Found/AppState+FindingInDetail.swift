import RecordStore

/// What is done with a page of the detail, whichever it is.
protocol DetailVisit {
  mutating func visit(_ page: inout some DetailPage, _ room: DetailRoom)
}

extension AppState {
  /// `/` in the detail: finds in what it shows, which stays there.
  mutating func startFindingInDetail() {
    var place = ScrollOf()
    visitDetail(&place)
    mode = .prompt(Prompt(purpose: .findInDetail(from: place.scroll), input: TextInput()))
  }

  /// The first hit from where the search began, as one types.
  mutating func previewInDetail(from origin: DetailScroll) {
    var back = ScrollOf(scroll: origin, isSet: true)
    visitDetail(&back)
    let line = max(origin.cursor, origin.top.line)
    detail.scan = nil
    detail.seek = sought.map { _ in Seek(from: line, forward: true, turns: true) }
    scanDetail()
  }

  /// `n` and `N` in the detail.
  mutating func findAgainInDetail(forward: Bool) {
    var place = ScrollOf()
    visitDetail(&place)
    let here = place.hasCursor ? place.scroll.cursor : detail.scan?.current ?? place.scroll.top.line
    detail.seek = Seek(from: here + (forward ? 1 : -1), forward: forward)
    scanDetail()
  }

  /// Looks on for what is sought, and goes to the hit that is wanted once it is known.
  mutating func scanDetail() {
    guard focus == .detail, let sought, let subject = scanSubject else {
      detail.scan = nil
      return
    }
    if detail.scan?.subject != subject || detail.scan?.needle.text != sought.text {
      detail.scan = DetailScan(subject, sought)
    }
    guard let scan = detail.scan, !scan.isDone || detail.seek != nil else { return }
    var look = Look(scan: scan, seek: detail.seek)
    detail.scan = nil
    visitDetail(&look, holds: detail.seek != nil)
    detail.scan = look.scan
    guard let seek = detail.seek, let answer = look.answer else { return }
    detail.seek = nil
    guard answer == .nowhere else { return }
    if !seek.turns {
      sayNotFound(forward: seek.forward)
    } else if mode == .browsing {
      sayNotHere(needle)
    }
  }

  /// Whether there is more to look through.
  var isScanningDetail: Bool {
    guard focus == .detail, sought != nil, scanSubject != nil else { return false }
    return detail.scan?.isDone != true
  }

  private var scanSubject: DetailScan.Subject? {
    guard let stream else { return nil }
    var subject = DetailScan.Subject(form: detail.form, endpoint: stream.endpoint, size: 0)
    if detail.form == .assembled {
      subject.size = stream.assembly.next
    } else if answerHead != nil {
      subject.size = stream.head.count
    } else {
      guard let reading else { return nil }
      subject.number = reading.subject.number
      // A string that was opened moves lines, as a comparison has others.
      subject.size = difference.map { -1 - $0.difference.entries.count } ?? reading.text.count
    }
    return subject
  }
}

/// Where one is, or is put.
private struct ScrollOf: DetailVisit {
  var scroll = DetailScroll()
  var isSet = false
  var hasCursor = false

  mutating func visit(_ page: inout some DetailPage, _ room: DetailRoom) {
    if isSet { page.scroll = scroll } else { scroll = page.scroll }
    hasCursor = page.hasCursor
  }
}

/// A slice of looking for something, and the way to what was found.
private struct Look: DetailVisit {
  var scan: DetailScan
  let seek: Seek?
  private(set) var answer: Seek.Answer?

  init(scan: DetailScan, seek: Seek?) {
    self.scan = scan
    self.seek = seek
  }

  mutating func visit(_ page: inout some DetailPage, _ room: DetailRoom) {
    scan.examine(&page, room, until: ContinuousClock.now + RecordScan.slice)
    guard let seek else { return }
    switch scan.answer(to: seek) {
    case .unknown: return
    case .nowhere: answer = .nowhere
    case .found(let line):
      answer = .found(line)
      scan.current = line
      page.show(hit: line, scan.needle, room)
    }
  }
}
