import NIOCore
import Synchronization

/// The connections that a server has to end when it stops.
final class OpenConnections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.channels.count } }

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

  /// Refuses further channels and hands over the open ones; nil where it was told so before.
  func stop() -> [any Channel]? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      state.isStopped = true
      return Array(state.channels.values)
    }
  }
}
