import Dispatch
import Synchronization

/// Asynchronous work waited for by the main thread, for commands that otherwise keep it.
enum Waiting {
  /// Runs `work` on the cooperative pool and blocks the calling thread until it is done. Only for
  /// the main thread: a thread of the pool that waits for the pool may wait for ever.
  static func forResult(_ work: @escaping @Sendable () async throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    Task {
      do { try await work() } catch { outcome.result.withLock { $0 = .failure(error) } }
      done.signal()
    }
    done.wait()
    try outcome.result.withLock { $0 }.get()
  }

  private final class Outcome: Sendable {
    let result = Mutex<Result<Void, any Error>>(.success(()))
  }
}
