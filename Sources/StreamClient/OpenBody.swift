import NIOCore
import Synchronization

/// The body of an open connection, read by one task and closed from anywhere.
///
/// AsyncHTTPClient hears of a cancelled task only while that task waits for a part. A receiver that
/// works for long would keep the connection open for as long, whoever closed the stream meanwhile.
final class OpenBody: Sendable {
  /// Safe to hand from thread to thread: whoever reads takes it out under the lock and puts it back
  /// when the reading is over, so no two threads ever hold it. (A `sending` parameter says the same,
  /// but the compiler loses it where a closure captures it.)
  private struct Reading: @unchecked Sendable {
    var iterator: AnswerBody.Iterator
  }

  private struct State {
    /// Nil while a part is awaited, and once the body is closed.
    var reading: Reading?
    var isClosed = false
  }

  private let state: Mutex<State>

  init(_ body: AnswerBody) {
    state = Mutex(State(reading: Reading(iterator: body.makeAsyncIterator())))
  }

  /// The next part; nil at the end of the body, and when it is closed.
  func next() async throws -> ByteBuffer? {
    guard var reading = state.withLock({ $0.reading.take() }) else { return nil }
    let part = try await reading.iterator.next()
    state.withLock { [reading] state in
      if !state.isClosed { state.reading = reading }
    }
    return part
  }

  /// Closes the connection, unless a part is awaited: cancelling the reader's task ends that.
  func close() {
    // Let go of outside the lock: the iterator's end runs code of the connection.
    _ = state.withLock { state in
      state.isClosed = true
      return state.reading.take()
    }
  }
}
