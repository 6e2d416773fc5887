import StreamClient
import Synchronization
import TUI
import WebText

/// Hears one run of the screen, and passes it on while it is recorded. A recording may begin at any
/// time: what it has to know of the connection that is open is kept here.
final class WireTap: WireObserver {
  fileprivate struct State {
    var run: CaptureRun?
    var request: SentRequest?
    var head: (AnswerHead, url: String)?
    /// Bytes of this answer, and the last few of them.
    var bytes = 0
    var tail: [UInt8] = []
    /// The recording began within a record, whose rest is left out.
    var isWithinRecord = false
  }

  private let state = Mutex(State())

  /// Passes on what comes from now on. Before the request went out that is the whole run.
  func begin(_ run: CaptureRun) -> RecordingStart {
    state.withLock { state in
      guard let request = state.request else {
        state.run = run
        return .beginning
      }
      let start = state.start
      if start == .nextAnswer {
        state.run = run
        state.isWithinRecord = true
        return start
      }
      run.requesting(request)
      if case (var head, let url)? = state.head {
        // What comes of it is less than its server promised.
        if case .middle = start {
          head.headers.removeAll { $0.name.lowercased() == "content-length" }
        }
        run.answered(head, url: url)
      }
      if case .middle(let bytes) = start {
        run.note("recorded from the middle of this answer on: \(ByteCount.text(bytes)) came before")
        state.isWithinRecord = true
      }
      state.run = run
      return start
    }
  }

  /// Passes on no more; a run that goes on ends there, as if our side had closed it.
  func end() {
    let run = state.withLock { state in
      let run = state.run.take()
      // Its own end stays the last one.
      return state.request == nil ? nil : run
    }
    run?.ended(.closed)
  }

  func requesting(_ request: SentRequest) {
    let run = state.withLock { state in
      state = State(run: state.run, request: request)
      return state.run
    }
    run?.requesting(request)
  }

  func answered(_ head: AnswerHead, url: String) {
    let run = state.withLock { state in
      state.head = (head, url)
      return state.run
    }
    run?.answered(head, url: url)
  }

  func received(_ part: [UInt8]) {
    let (run, part) = state.withLock { state in (state.run, state.take(part)) }
    if let run, !part.isEmpty { run.received(part) }
  }

  func ended(_ end: WireEnd) {
    let run = state.withLock { state in
      // What is recorded from the next answer on has no end before it.
      let run = state.start == .nextAnswer && state.isWithinRecord ? nil : state.run
      state.request = nil
      state.head = nil
      return run
    }
    run?.ended(end)
  }
}

extension WireTap.State {
  fileprivate var start: RecordingStart {
    guard bytes > 0, let (head, _) = head else { return .beginning }
    let coding = head.headers.first("Content-Encoding")?.lowercased() ?? "identity"
    return coding == "identity" ? .middle(bytes: bytes) : .nextAnswer
  }

  /// What of a part is to be recorded.
  fileprivate mutating func take(_ part: [UInt8]) -> [UInt8] {
    let before = tail
    bytes += part.count
    tail = Array((before + part.suffix(4)).suffix(4))
    guard isWithinRecord else { return part }
    guard case .middle = start, let end = recordEnd(in: before + part, from: before.count) else {
      return []
    }
    isWithinRecord = false
    return Array(part[(end - before.count)...])
  }

  /// Where a record ends in bytes, not before `start`: at a blank line, or at a line's end.
  private func recordEnd(in bytes: [UInt8], from start: Int) -> Int? {
    let type = MediaType(head?.0.headers.first("Content-Type"))
    // Of other bodies nobody knows their parts.
    guard type.isEventStream || type.isJSONLines || type.isText else { return start }
    var isBlank = !type.isEventStream
    var index = 0
    while index < bytes.count {
      let isEnd = bytes[index] == 0x0A || bytes[index] == 0x0D
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
      if isEnd, isBlank, index >= start { return index }
      isBlank = isEnd || !type.isEventStream
    }
    return nil
  }
}
