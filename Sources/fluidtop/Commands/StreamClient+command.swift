import StreamClient

extension StreamClient {
  /// The client of a command that reads one stream or a few documents, and then leaves.
  ///
  /// Nobody has to shut it down: the system closes its connections with the process, a millisecond
  /// sooner.
  static func ofCommand(
    _ connection: ConnectionArguments, _ environment: EnvironmentReference
  ) throws -> StreamClient {
    StreamClient(configuration: try connection.configuration(environment))
  }

  /// Follows a stream until it ends, `limit` is over, the caller's task is cancelled or `receive`
  /// wants no more, by giving false.
  func follow(
    _ request: StreamRequest, options: StreamOptions, for limit: Duration?,
    _ receive: @escaping @Sendable (StreamSignal) -> Bool
  ) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await self.run(request, options: options) { signal in
          // Cancelling from inside closes the socket at once, without a callback more.
          if !receive(signal) { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      if let limit {
        group.addTask { try? await Task.sleep(for: limit) }
      }
      await group.next()
      group.cancelAll()
    }
  }
}
