import StreamDecoding
import Synchronization
import TUI

/// Where everything that happens off the terminal's thread arrives: actions one by one, records a
/// batch at a time, in the order in which they came.
final class Inbox: Sendable {
  /// What the loop takes out.
  enum Item: Sendable {
    /// `at` is when it happened, not when it is taken out.
    case action(Action, at: Duration)
    case records(RecordBatch, at: Duration, stream: StreamID)
  }

  private struct Contents {
    var items: [Item] = []
    var recordBytes = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// Something is among them that the user waits for.
    var isUrgent = false
    /// Nobody takes anything out any more.
    var isClosed = false
  }

  private let contents = Mutex(Contents())
  /// A stream that is ahead of the screen by more bytes than this waits, and with it its socket.
  private let room: Int
  private let clock: LoopClock
  private let wake: @Sendable () -> Void

  /// - Parameters:
  ///   - room: Bytes of records that may wait.
  ///   - wake: Called where the loop may sleep and something has come, or too much of it waits.
  init(
    clock: LoopClock, room: Int = RecordMemory().mostWaiting, wake: @escaping @Sendable () -> Void
  ) {
    self.clock = clock
    self.room = room
    self.wake = wake
  }

  func post(_ action: Action) {
    put(.action(action, at: clock.elapsed()), bytes: 0, isUrgent: action.isAwaited)
  }

  /// Posts a batch, and waits while the loop is too far behind.
  func post(_ batch: RecordBatch, stream: StreamID) async {
    put(batch, stream: stream)
    await waitForRoom()
  }

  /// Posts an action that takes about so many bytes, and waits while the loop is too far behind.
  func post(_ action: Action, bytes: Int) async {
    put(.action(action, at: clock.elapsed()), bytes: bytes)
    await waitForRoom()
  }

  private func waitForRoom() async {
    await withCheckedContinuation { continuation in
      let hasRoom = contents.withLock { contents in
        if contents.recordBytes <= room { return true }
        contents.waiting.append(continuation)
        return false
      }
      if hasRoom { continuation.resume() }
    }
  }

  /// Posts a batch, however far the loop is behind.
  func put(_ batch: RecordBatch, stream: StreamID) {
    put(.records(batch, at: clock.elapsed(), stream: stream), bytes: batch.bytesHeld)
  }

  var isEmpty: Bool { contents.withLock { $0.items.isEmpty } }
  /// Whether something is there that is not to wait for the next frame.
  var isUrgent: Bool { contents.withLock { $0.isUrgent } }

  /// Whether so much waits that it is to be taken in before its frame is due: half of what may.
  var isFilling: Bool { contents.withLock { isFilling($0) } }
  /// Bytes of the records that wait.
  var bytesWaiting: Int { contents.withLock { $0.recordBytes } }

  /// Everything that has come, in order.
  func drain() -> [Item] {
    let (items, waiting) = contents.withLock { contents in
      defer { contents = Contents(isClosed: contents.isClosed) }
      return (contents.items, contents.waiting)
    }
    for continuation in waiting { continuation.resume() }
    return items
  }

  /// What comes from now on is let go of, and nobody waits.
  func close() {
    contents.withLock { $0.isClosed = true }
    _ = drain()
  }

  private func put(_ item: Item, bytes: Int, isUrgent: Bool = false) {
    let isNews = contents.withLock { contents in
      guard !contents.isClosed else { return false }
      let wasFilling = isFilling(contents)
      contents.items.append(item)
      contents.recordBytes += bytes
      defer { contents.isUrgent = contents.isUrgent || isUrgent }
      return contents.items.count == 1 || isUrgent && !contents.isUrgent
        || isFilling(contents) && !wasFilling
    }
    // The loop looks again before it sleeps, so only the first of many has to wake it.
    if isNews { wake() }
  }

  private func isFilling(_ contents: Contents) -> Bool { contents.recordBytes > room / 2 }
}

extension Action {
  /// Whether it ends what the user looks at and waits for.
  fileprivate var isAwaited: Bool {
    switch self {
    case .discoveredSoFar, .discovered, .opened: true
    default: false
    }
  }
}
