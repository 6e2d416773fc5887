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
}
