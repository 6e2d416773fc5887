import StreamDecoding
import Synchronization

/// Hands batches from one task to another, one at a time: who offers waits until it is taken, so
/// that a slow reader slows the socket. One crossing a batch, none a record.
final class BatchHandover: Sendable {
  enum Item: Sendable {
    case batch(RecordBatch)
    case end(StreamFailure?)
  }

  private typealias Writer = CheckedContinuation<Void, Never>
  private typealias Reader = CheckedContinuation<Item, Never>

  private enum State {
    case idle
    case offered(RecordBatch, Writer)
    case awaited(Reader)
    /// The failure is told once.
    case ended(StreamFailure?)
  }

  /// Who goes on, once the lock is open again. A cancelled reader's handler closes the handover
  /// with the task's own lock held, and to resume that task takes the same lock: who resumed it
  /// within ours would wait for the handler, and the handler for us.
  private struct Resumption {
    var writer: Writer?
    var reader: Reader?
    var item = Item.end(nil)

    static let nobody = Resumption()

    func resume() {
      writer?.resume()
      reader?.resume(returning: item)
    }
  }

  private let state = Mutex(State.idle)

  /// Returns when the batch is taken, or nobody will.
  func offer(_ batch: RecordBatch) async {
    await withCheckedContinuation { (writer: Writer) in
      change { state in
        switch state {
        case .idle:
          state = .offered(batch, writer)
          return .nobody
        case .offered(_, let earlier):
          // One task writes, and waits: there is no earlier one. If there were, it would go on.
          state = .offered(batch, writer)
          return Resumption(writer: earlier)
        case .awaited(let reader):
          state = .idle
          return Resumption(writer: writer, reader: reader, item: .batch(batch))
        case .ended:
          return Resumption(writer: writer)
        }
      }
    }
  }

  /// The next batch, or the end.
  func take() async -> Item {
    await withCheckedContinuation { (reader: Reader) in
      change { state in
        switch state {
        case .idle:
          state = .awaited(reader)
          return .nobody
        case .offered(let batch, let writer):
          state = .idle
          return Resumption(writer: writer, reader: reader, item: .batch(batch))
        case .awaited:
          // Two readers of one iterator: the second finds nothing.
          return Resumption(reader: reader)
        case .ended(let failure):
          state = .ended(nil)
          return Resumption(reader: reader, item: .end(failure))
        }
      }
    }
  }

  /// The stream has ended; only the first end counts.
  func finish(_ failure: StreamFailure?) {
    change { state in
      switch state {
      case .idle:
        state = .ended(failure)
        return .nobody
      case .offered(_, let writer):
        state = .ended(failure)
        return Resumption(writer: writer)
      case .awaited(let reader):
        state = .ended(nil)
        return Resumption(reader: reader, item: .end(failure))
      case .ended:
        return .nobody
      }
    }
  }

  /// Nobody reads any more.
  func close() {
    change { state in
      defer { state = .ended(nil) }
      switch state {
      case .idle, .ended: return .nobody
      case .offered(_, let writer): return Resumption(writer: writer)
      case .awaited(let reader): return Resumption(reader: reader)
      }
    }
  }

  private func change(_ step: (inout sending State) -> sending Resumption) {
    state.withLock(step).resume()
  }
}
