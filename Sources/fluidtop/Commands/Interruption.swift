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
    let sources = [SIGINT, SIGTERM, SIGHUP].compactMap { watch($0, cancelling: task) }
    defer {
      for (number, source) in sources {
        source.cancel()
        // What is done after the work can be interrupted as everything can.
        signal(number, SIG_DFL)
      }
    }
    let result = await task.result
    if arrived.load(ordering: .acquiring) {
      if case .failure(let ending as Ending) = result, case .interrupted = ending { throw ending }
      throw Ending.interrupted(nil)
    }
    return try result.get()
  }

  /// Nil where the signal is ignored: `nohup` wants it so.
  private func watch<Value: Sendable>(
    _ signalNumber: Int32, cancelling task: Task<Value, any Error>
  ) -> (number: Int32, source: any DispatchSourceSignal)? {
    var before = sigaction()
    sigaction(signalNumber, nil, &before)
    guard !before.isIgnored else { return nil }
    // The default action would end the process before the source sees the signal.
    signal(signalNumber, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: signalNumber, queue: .global())
    source.setEventHandler { [self] in
      if arrived.exchange(true, ordering: .acquiringAndReleasing) { _exit(130) }
      task.cancel()
    }
    source.activate()
    return (signalNumber, source)
  }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
      let handler = __sigaction_u.__sa_handler
    #elseif canImport(Musl)
      let handler = __sa_handler.sa_handler
    #else
      let handler = __sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
