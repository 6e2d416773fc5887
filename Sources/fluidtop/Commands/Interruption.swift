import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A signal that came before anything heard of it, until it is asked for; 0 before one. The only thing
/// that a handler may touch.
private let early = Atomic<Int32>(0)

/// Ctrl-C and its kin while a command runs: the work is cancelled and cleans up, then the process
/// leaves with the status of its signal. A second Ctrl-C does not wait.
final class Interruption: Sendable {
  /// The number of the first signal; 0 before one.
  private let arrived = Atomic<Int32>(0)
  /// What listens to one signal, and ends when it has been cancelled and hears nothing more.
  private struct Listener {
    let number: Int32
    let source: any DispatchSourceSignal
    let ended: AsyncStream<Never>
  }

  /// Cancels the work, once it has begun.
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

  /// Runs `work` in a task of its own that an interrupt cancels: one that comes while it begins, too.
  ///
  /// Throws `Ending.interrupted` when one came; whatever `work` throws otherwise.
  func watching<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    var listeners: [Listener] = []
    for signal in StopSignal.allCases {
      if let listener = await listen(to: signal.number) { listeners.append(listener) }
    }
    let task = Task { try await work() }
    cancel.withLock { $0 = { task.cancel() } }
    let missed = early.exchange(0, ordering: .acquiringAndReleasing)
    if missed != 0 { take(missed) }
    // It may have come before there was anything to cancel.
    if arrived.load(ordering: .acquiring) != 0 { task.cancel() }
    let result = await task.result
    for listener in listeners {
      listener.source.cancel()
      // One that begins meanwhile would share its end.
      for await _ in listener.ended {}
      // What is done after the work can be interrupted as everything can.
      signal(listener.number, SIG_DFL)
    }
    guard let cause = StopSignal(number: arrived.load(ordering: .acquiring)) else {
      return try result.get()
    }
    guard case .failure(let kept as KeptWork) = result else {
      throw Ending.interrupted(by: cause, nil)
    }
    throw Ending.interrupted(by: cause, kept.sentence)
  }

  /// Nil where the signal is ignored: `nohup` wants it so. Returns when it is heard.
  private func listen(to signalNumber: Int32) async -> Listener? {
    var before = sigaction()
    sigaction(signalNumber, nil, &before)
    guard !before.isIgnored else { return nil }
    // Made before a handler may touch it.
    _ = early.load(ordering: .relaxed)
    // The default action would end the process before the source hears the signal, and one that is
    // ignored until then is lost: a proxy that was ended as soon as it said where it listens lived on.
    signal(signalNumber) { early.store($0, ordering: .releasing) }
    let source = DispatchSource.makeSignalSource(signal: signalNumber, queue: .global())
    source.setEventHandler { [self] in take(signalNumber) }
    // Before it begins: what is set later can come behind the cancellation, and is not called.
    let (ended, end) = AsyncStream<Never>.makeStream()
    source.setCancelHandler { end.finish() }
    await withCheckedContinuation { (heard: CheckedContinuation<Void, Never>) in
      source.setRegistrationHandler { heard.resume() }
      source.activate()
    }
    return Listener(number: signalNumber, source: source, ended: ended)
  }

  private func take(_ signalNumber: Int32) {
    let (isFirst, before) = arrived.compareExchange(
      expected: 0, desired: signalNumber, ordering: .acquiringAndReleasing)
    guard isFirst else { _exit(StopSignal(number: before)?.status ?? 1) }
    let cancel = cancel.withLock { $0 }
    cancel?()
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
