import NIOCore
import Synchronization

/// What a server is busy with: the connections it has to end when it stops, and how much its
/// feeds have made.
final class ServerActivity: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())
  private let units = Atomic<Int>(0)

  var openConnections: Int { state.withLock { $0.channels.count } }

  /// Records and bytes of files made since the start, sent or not.
  var unitsMade: Int { units.load(ordering: .relaxed) }

  func addUnits(_ count: Int) {
    units.wrappingAdd(count, ordering: .relaxed)
  }

  /// Keeps the channel until it closes; false once the server has stopped.
  func add(_ channel: any Channel) -> Bool {
    let key = ObjectIdentifier(channel)
    let isAdded = state.withLock { state in
      guard !state.isStopped else { return false }
      state.channels[key] = channel
      return true
    }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { state in _ = state.channels.removeValue(forKey: key) }
    }
    return isAdded
  }

  /// Refuses further channels and hands over the open ones.
  func stop() -> [any Channel] {
    state.withLock { state in
      state.isStopped = true
      return Array(state.channels.values)
    }
  }
}
