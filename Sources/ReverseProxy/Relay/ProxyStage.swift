import LocalServer
import Synchronization

/// What all connections of a proxy share.
final class ProxyStage: Sendable {
  /// The most connections of clients at a time.
  static let mostConnections = 1_000

  let target: ProxyTarget
  let faults: Faults
  let observer: any ProxyObserver
  let dial: ReverseProxy.Dial?
  private let isLocal: Bool
  private let listening = Mutex("")
  private let mark = String(UInt64.random(in: .min ... .max), radix: 16)
  private let runs = Atomic<Int>(0)
  private let refusals = Atomic<Int>(0)
  private let connections = Atomic<Int>(0)

  init(
    target: ProxyTarget, isLocal: Bool, faults: Faults, observer: any ProxyObserver,
    dial: ReverseProxy.Dial?
  ) {
    self.target = target
    self.isLocal = isLocal
    self.faults = faults
    self.observer = observer
    self.dial = dial
  }

  func listens(at address: String) { listening.withLock { $0 = address } }

  var check: RequestCheck {
    RequestCheck(
      target: target, listening: listening.withLock { $0 }, isLocal: isLocal, mark: mark)
  }

  func newRun() -> Int { runs.add(1, ordering: .relaxed).newValue }

  /// The status of a refusal that is wanted, as long as some are to be had.
  func refusal() -> Int? {
    guard let wanted = faults.refusals, refusals.load(ordering: .relaxed) < wanted.count,
      refusals.add(1, ordering: .relaxed).oldValue < wanted.count
    else { return nil }
    return wanted.status
  }

  /// Counts a client's connection; false where there are too many, which is counted all the same.
  func enter() -> Bool {
    connections.add(1, ordering: .relaxed).newValue <= Self.mostConnections
  }

  func leave() { connections.subtract(1, ordering: .relaxed) }
}
