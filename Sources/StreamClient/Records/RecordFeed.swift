import StreamDecoding
import Synchronization

/// What an iterator reads from: starts the stream at the first reading, and ends it when the
/// iterator is let go of.
final class RecordFeed: Sendable {
  private let handover = BatchHandover()
  private let start: @Sendable (BatchHandover) -> Task<Void, Never>
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(client: StreamClient, request: StreamRequest, options: StreamOptions) {
    start = { handover in
      Task {
        await client.run(request, options: options) { signal in
          switch signal {
          case .records(let batch): await handover.offer(batch)
          case .failed(let failure): handover.finish(failure)
          case .completed: handover.finish(nil)
          case .requesting, .opened, .answering, .answered, .saved, .progress, .lost, .closed: break
          }
        }
        handover.finish(nil)
      }
    }
  }

  deinit {
    stop()
  }

  /// The next batch; nil when the stream is complete, or the reading task is cancelled.
  func next() async throws(StreamFailure) -> RecordBatch? {
    task.withLock { task in
      if task == nil { task = start(handover) }
    }
    let item = await withTaskCancellationHandler {
      await handover.take()
    } onCancel: {
      stop()
    }
    switch item {
    case .batch(let batch): return batch
    case .end(nil): return nil
    case .end(let failure?): throw failure
    }
  }

  /// Ends the stream; nothing more is given.
  func stop() {
    task.withLock { $0 }?.cancel()
    handover.close()
  }
}
