import StreamDecoding
import Synchronization

/// Hands batches from one task to another, one at a time: who offers waits until it is taken, so
/// that a slow reader slows the socket. One crossing a batch, none a record.
final class BatchHandover: Sendable {
  enum Item: Sendable {
    case batch(RecordBatch)
    case end(StreamFailure?)
  }

  private enum State {
    case idle
    case offered(RecordBatch, CheckedContinuation<Void, Never>)
    case awaited(CheckedContinuation<Item, Never>)
    /// The failure is told once.
    case ended(StreamFailure?)
  }

  private let state = Mutex(State.idle)

  /// Returns when the batch is taken, or nobody will.
  func offer(_ batch: RecordBatch) async {
    await withCheckedContinuation { (writer: CheckedContinuation<Void, Never>) in
      let reader: CheckedContinuation<Item, Never>? = state.withLock { state in
        switch state {
        case .idle, .offered:
          state = .offered(batch, writer)
          return nil
        case .awaited(let reader):
          state = .idle
          writer.resume()
          return reader
        case .ended:
          writer.resume()
          return nil
        }
      }
      reader?.resume(returning: .batch(batch))
    }
  }

  /// The next batch, or the end.
  func take() async -> Item {
    await withCheckedContinuation { (reader: CheckedContinuation<Item, Never>) in
      state.withLock { state in
        switch state {
        case .idle:
          state = .awaited(reader)
        case .offered(let batch, let writer):
          state = .idle
          writer.resume()
          reader.resume(returning: .batch(batch))
        case .awaited:
          // Two readers of one iterator: the second finds nothing.
          reader.resume(returning: .end(nil))
        case .ended(let failure):
          state = .ended(nil)
          reader.resume(returning: .end(failure))
        }
      }
    }
  }

  /// The stream has ended; only the first end counts.
  func finish(_ failure: StreamFailure?) {
    state.withLock { state in
      switch state {
      case .idle, .offered:
        state = .ended(failure)
      case .awaited(let reader):
        state = .ended(nil)
        reader.resume(returning: .end(failure))
      case .ended:
        break
      }
    }
  }

  /// Nobody reads any more.
  func close() {
    state.withLock { state in
      switch state {
      case .idle, .ended: break
      case .offered(_, let writer): writer.resume()
      case .awaited(let reader): reader.resume(returning: .end(nil))
      }
      state = .ended(nil)
    }
  }
}
