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
/// leaves with the status of its signal. A second Ctrl-C does not wait.
final class Interruption: Sendable {
  /// The number of the first signal; 0 before one.
  private let arrived = Atomic<Int32>(0)

  /// Runs `work` in a task of its own that an interrupt cancels.
  ///
  /// Throws `Ending.interrupted` when one came; whatever `work` throws otherwise.
  func watching<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let sources = StopSignal.allCases.compactMap { watch($0.number, cancelling: task) }
    defer {
      for (number, source) in sources {
        source.cancel()
        // What is done after the work can be interrupted as everything can.
        signal(number, SIG_DFL)
      }
    }
    let result = await task.result
    guard let cause = StopSignal(number: arrived.load(ordering: .acquiring)) else {
      return try result.get()
    }
    guard case .failure(let kept as KeptWork) = result else {
      throw Ending.interrupted(by: cause, nil)
    }
    throw Ending.interrupted(by: cause, kept.sentence)
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
      let (isFirst, before) = arrived.compareExchange(
        expected: 0, desired: signalNumber, ordering: .acquiringAndReleasing)
      guard isFirst else { _exit(StopSignal(number: before)?.status ?? 1) }
      task.cancel()
    }
    source.activate()
    return (signalNumber, source)
  }
}

/// Thrown by work that an interrupt cancelled, where something of it is worth a word.
struct KeptWork: Error {
  let sentence: String
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
