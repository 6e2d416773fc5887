import Endpoints
import RecordStore
import StreamDecoding

/// One endpoint as it runs, and all that came of it.
struct Stream: Sendable {
  /// Bytes of a download.
  struct Progress: Hashable, Sendable {
    var done: Int
    var total: Int?
    var saved: String?
  }

  /// The run whose news counts.
  var id: StreamID
  /// The endpoint's title.
  let endpoint: String
  /// Whether it gives what it has but once: standard input.
  var isReadOnce = false
  /// As declared until the answer's head is there, then as it says.
  var kind: EndpointKind
  var request: PlannedRequest
  var phase: StreamPhase {
    didSet { window.isGrowing = phase.isRunning }
  }
  /// When this run began, since the program's start.
  var started: Duration
  var firstByte: Duration?
  var firstRecord: Duration?
  var lastRecord: Duration?
  /// The latest record of this connection: what lies between two is no pause of the server's.
  var gapStart: Duration?
  var store: RecordStore
  var meter = RateMeter()
  var gaps = GapStatistics()
  var trace = CallbackTrace()
  var window = RecordsWindow()
  var filter: RecordScan?
  /// The records in which `/` finds what it looks for, among those that are shown.
  private(set) var hits: RecordScan?
  var assembly: Assembly
  var columns = RecordColumns()
  /// What the user wants to see of each record; nil for its payload.
  private(set) var table: RecordTable?
  var marks = RecordMarks()
  /// The record at which a selection began; it goes to the one under the cursor.
  var anchor: Int?
  /// Cells that are moved out of the records pane at its left side.
  var left = 0
  var progress: Progress?
  /// Records, without comments and marks.
  var records = 0
  /// Bytes of all bodies, as they came from the network.
  var bytes = 0
  /// Of this run's bodies; nil where they come as they are.
  var compression: Compression?
  var invalid = 0
  var reconnects = 0
  var lastEventID = ""
  /// The head of the latest answer, line by line.
  var head: [String] = []
  /// The status of an ordinary answer that says what went wrong.
  var errorStatus: Int?
  /// Whether the latest answer wanted other credentials.
  var isRefused = false
  var eventCounts = EventCounts()
  var ids = ConsecutiveIDs()
  /// The connection was made anew, and no event has come since.
  var isAnew = false
  /// Events that the IDs tell were never seen.
  var missed = 0
  /// When the connection broke that is being made anew.
  var lostAt: Duration?

  init(
    id: StreamID, endpoint: Endpoint, kind: EndpointKind, request: PlannedRequest,
    at now: Duration, store: RecordStore
  ) {
    self.id = id
    self.endpoint = endpoint.title
    self.kind = kind
    self.request = request
    self.phase = .connecting(since: now)
    self.started = now
    self.store = store
    self.assembly = Assembly(asked: now)
    window.isGrowing = true
  }

  /// What the trace's times count from: the first request.
  var traceStart: Duration { trace.start ?? started }

  /// What the records pane has to show.
  var rows: RecordRows {
    let end = window.end ?? store.total
    if let filter {
      return .matching(filter.matches, count: filter.matches.position(of: end))
    }
    return .all(oldest..<max(oldest, end))
  }

  /// The oldest record that the pane can show; a window that stands still keeps rows whose
  /// records are gone.
  var oldest: Int {
    min(store.indices.lowerBound, window.heldTop ?? .max)
  }

  /// The number of the record under the cursor.
  var current: Int? {
    let rows = rows
    return window.cursor(in: rows).map { rows.number(at: $0) }
  }

  /// The rows that are selected; nil where none are.
  var selection: Range<Int>? {
    let rows = rows
    guard let anchor, let cursor = window.cursor(in: rows) else { return nil }
    let other = min(rows.position(of: anchor), rows.count - 1)
    return min(other, cursor)..<max(other, cursor) + 1
  }

  /// A record that is still kept.
  func record(_ number: Int) -> StoredRecord? {
    store.indices.contains(number) ? store[number] : nil
  }

  /// Has the filter and the search look at records they have not seen, for a slice of time.
  mutating func examine() {
    let deadline = ContinuousClock.now + RecordScan.slice
    let (oldest, kept) = (oldest, store.indices)
    filter?.examine(
      store, kept, of: nil, from: kept.upperBound, oldest: oldest, until: deadline)
    guard hits != nil else { return }
    let seen = filter.map { $0.examined.clamped(to: kept) } ?? kept
    let start = current ?? kept.upperBound
    hits?.examine(
      store, seen, of: filter?.matches, from: start, oldest: oldest, until: deadline)
  }

  /// Whether something has not seen all records yet.
  var isExamining: Bool {
    [filter, hits].contains { $0.map { !$0.isDone(with: store.indices) } ?? false }
  }

  /// Shows only what the filter lets through, or everything; the view follows again, for the
  /// rows it stood on may be gone.
  mutating func setFilter(_ filter: RecordScan?) {
    self.filter = filter
    hits = hits?.begunAnew
    window.follow()
    examine()
  }

  /// Shows columns, or the payload; they are as wide as the newest records need.
  mutating func setTable(_ table: RecordTable?) {
    self.table = table
    fitTable(newest: 200)
  }

  mutating func fitTable(newest: Int) {
    table?.fit(store, newest: newest)
  }

  /// Looks for something, unless it does already, or for nothing.
  mutating func find(_ needle: Needle?) {
    guard hits?.text != needle?.text else { return }
    hits = needle.map(RecordScan.init)
    examine()
  }
}
