import Synchronization

/// One request and what comes of it: filled by the transport's thread, read by one task.
///
/// One lock a reading of the socket, none a record.
final class Transfer: Sendable {
  /// How it ended.
  enum End: Sendable {
    case whole
    case failed(FailureFact)
  }

  private typealias Reader = CheckedContinuation<Void, Never>

  private struct State {
    var answer: TransferAnswer?
    /// What has come of the body, and isn't read yet.
    var bytes: [UInt8] = []
    var end: End?
    var isClosed = false
    /// Whether the thread has stopped reading the socket, since nobody reads here.
    var isPaused = false
    /// A connection without a request is made.
    var isHeld = false
    var reader: Reader?
  }

  /// The thread reads no further when so much waits to be read, in bytes: enough that the disk and
  /// the network need not wait for each other, little enough for a thousand streams.
  private static let enough = 1 << 20

  let order: TransferOrder
  private let thread: TransportThread
  private let state = Mutex(State())

  init(_ order: TransferOrder, on thread: TransportThread) {
    self.order = order
    self.thread = thread
  }

  func start() { thread.start(self) }

  // MARK: The reading task's

  /// Returns when the head is there.
  func answer() async throws(FailureFact) -> TransferAnswer {
    while true {
      let found: Result<TransferAnswer, FailureFact>? = state.withLock { state in
        if let answer = state.answer { return .success(answer) }
        if state.isClosed { return .failure(.cancelled) }
        switch state.end {
        case .failed(let fact)?: return .failure(fact)
        case .whole?: return .failure(.noAnswer)
        case nil: return nil
        }
      }
      if let found { return try found.get() }
      await wait { $0.answer != nil }
    }
  }

  /// The body's next part, into `part`, which is emptied first; false at the body's end.
  func read(into part: inout [UInt8]) async throws(FailureFact) -> Bool {
    part.removeAll(keepingCapacity: true)
    while true {
      if let isMore = try take(into: &part) { return isMore }
      await wait { !$0.bytes.isEmpty }
    }
  }

  /// Nil where nothing is there yet.
  private func take(into part: inout [UInt8]) throws(FailureFact) -> Bool? {
    let (end, goesOn): (Result<Bool, FailureFact>?, Bool) = state.withLock { state in
      if state.isClosed { return (.failure(.cancelled), false) }
      guard state.bytes.isEmpty else {
        swap(&state.bytes, &part)
        defer { state.isPaused = false }
        return (.success(true), state.isPaused)
      }
      switch state.end {
      case .whole?: return (.success(false), false)
      case .failed(let fact)?: return (.failure(fact), false)
      case nil: return (nil, false)
      }
    }
    if goesOn { thread.goOn(self) }
    return try end?.get()
  }

  /// Returns when a connection without a request is made: false where it could not be.
  func connection() async -> Bool {
    await wait { $0.isHeld }
    return state.withLock { $0.isHeld }
  }

  /// Returns when the transfer has ended.
  func ended() async {
    while state.withLock({ $0.end == nil && !$0.isClosed }) { await wait { _ in false } }
  }

  /// Closes the connection; whoever waits for it goes on. From any thread, any number of times.
  func close() {
    let (isFirst, reader) = state.withLock { state in
      defer {
        state.isClosed = true
        state.reader = nil
      }
      return (!state.isClosed, state.reader)
    }
    reader?.resume()
    if isFirst { thread.close(self) }
  }

  /// Waits until something changes; not where it has ended, or where what is waited for is there.
  private func wait(until isThere: @escaping @Sendable (borrowing State) -> Bool) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (reader: Reader) in
        let earlier: Reader? = state.withLock { state in
          if state.isClosed || state.end != nil || isThere(state) { return reader }
          // Two readers of one body: the first looks again.
          defer { state.reader = reader }
          return state.reader
        }
        earlier?.resume()
      }
    } onCancel: {
      close()
    }
  }

  // MARK: The thread's

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func open(_ answer: TransferAnswer) {
    change { $0.answer = answer }
  }

  func isHeld() {
    change { $0.isHeld = true }
  }

  /// Hands on what came, and takes memory that is free in its place. True where nobody takes it: the
  /// socket is to be read no further until `goOn`.
  func handOn(_ bytes: inout [UInt8]) -> Bool {
    let (isEnough, reader) = state.withLock { state in
      if state.bytes.isEmpty { swap(&state.bytes, &bytes) } else { state.bytes += bytes }
      bytes.removeAll(keepingCapacity: true)
      defer { state.reader = nil }
      let isEnough = state.reader == nil && state.bytes.count >= Self.enough
      if isEnough { state.isPaused = true }
      return (isEnough, state.reader)
    }
    reader?.resume()
    return isEnough
  }

  /// Only the first end counts.
  func end(_ end: End) {
    change { if $0.end == nil { $0.end = end } }
  }

  private func change(_ step: (inout State) -> Void) {
    let reader = state.withLock { state in
      step(&state)
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }
}

/// What is known of an answer when its head is there.
struct TransferAnswer: Sendable {
  var head: ResponseHead
  var connection: ConnectionFacts
}
