import NIOCore
import Synchronization

/// What the players report and the tests read: the connections so far, in the order they came.
final class ConnectionRecord: Sendable {
  private struct State {
    var connections: [RecordedConnection] = []
    var channels: [Int: any Channel] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())

  var connections: [RecordedConnection] { state.withLock { $0.connections } }

  /// The number of a new connection, from 0; nil after `stop`.
  func open(_ channel: any Channel) -> Int? {
    state.withLock { state in
      guard !state.isStopped else { return nil }
      let number = state.connections.count
      state.connections.append(RecordedConnection())
      state.channels[number] = channel
      return number
    }
  }

  func add(_ request: RecordedRequest, to number: Int) {
    state.withLock { $0.connections[number].requests.append(request) }
  }

  func addBytesSent(_ count: Int, to number: Int) {
    state.withLock { $0.connections[number].bytesSent += count }
  }

  /// The first to end a connection is the one who is recorded.
  func end(_ number: Int, by ending: RecordedConnection.Ending) {
    state.withLock { state in
      state.channels[number] = nil
      guard state.connections[number].ending == nil else { return }
      state.connections[number].ending = ending
    }
  }

  /// Marks every open connection as ended by the server and hands over its channels to close.
  func stop() -> [any Channel] {
    let open = state.withLock { state in
      state.isStopped = true
      return state.channels
    }
    for number in open.keys { end(number, by: .server) }
    return Array(open.values)
  }
}
