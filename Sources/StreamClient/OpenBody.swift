import NIOCore
import Synchronization

/// The body of an open connection, read by one task and closed from anywhere.
///
/// AsyncHTTPClient hears of a cancelled task only while that task waits for a part. A receiver that
/// works for long would keep the connection open for as long, whoever closed the stream meanwhile.
final class OpenBody: Sendable {
  /// Proof that it is safe to send: it can't be copied, so the compiler sees to it that there is one
  /// holder of the iterator: the lock, or the one call of `next()` that took it out. The lock orders
  /// what one thread did with it before what the next one does. (A `sending` iterator would say so
  /// without `@unchecked`, but the compiler loses that where a closure captures it.)
  private struct Reading: ~Copyable, @unchecked Sendable {
    var iterator: AnswerBody.Iterator
  }

  private struct State: ~Copyable {
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
    var kept: Reading? = reading
    state.withLock { state in
      if !state.isClosed { state.reading = kept.take() }
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
