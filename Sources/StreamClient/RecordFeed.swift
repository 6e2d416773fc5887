import StreamDecoding
import Synchronization

/// Carries batches from a stream's task to the iterator that reads them, one at a time: the task
/// waits until its batch is taken, so that a slow reader slows the socket.
final class RecordFeed: Sendable {
  init(client: StreamClient, request: StreamRequest, options: StreamOptions) {}

  func next() async throws(StreamFailure) -> RecordBatch? { nil }
}
