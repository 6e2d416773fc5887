import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C and its kin while a command runs: the work is cancelled and cleans up, then the process
/// leaves with status 130. A second Ctrl-C does not wait.
final class Interruption: Sendable {
  private let arrived = Atomic(false)

  /// Runs `work` in a task of its own that an interrupt cancels.
  ///
  /// Throws `Ending.interrupted` when one came; whatever `work` throws otherwise.
  func watching<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { watch($0, cancelling: task) }
    defer { for source in sources { source.cancel() } }
    let result = await task.result
    if arrived.load(ordering: .acquiring) { throw Ending.interrupted(nil) }
    return try result.get()
  }

  private func watch<Value: Sendable>(
    _ signalNumber: Int32, cancelling task: Task<Value, any Error>
  ) -> any DispatchSourceSignal {
    // The default action would end the process before the source sees the signal.
    signal(signalNumber, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: signalNumber, queue: .global())
    source.setEventHandler { [self] in
      if arrived.exchange(true, ordering: .acquiringAndReleasing) { _exit(130) }
      task.cancel()
    }
    source.activate()
    return source
  }
}
