/// How a run is read; what is left out is as in an exported client.
public struct RunOptions: Hashable, Sendable {
  /// When an event stream is connected again.
  public enum Reconnecting: String, CaseIterable, Hashable, Sendable {
    /// After a lost connection and after a clean end.
    case always
    /// After a lost connection.
    case onFailure = "on failure"
    /// Never.
    case never
  }

  /// Nil as an exported client: always with GET, never with other methods.
  public var reconnecting: Reconnecting?
  /// The most attempts in a row to connect again; nil for ever.
  public var reconnectLimit: Int?
  /// The longest silence; nil waits for ever.
  public var idleTimeout: Duration?
  /// The data that ends the stream.
  public var endData: String?
  /// Whether an ordinary answer is one of the endpoint's, and shown as such.
  public var takesAnswers: Bool

  /// A run as an exported client's.
  public init(
    reconnecting: Reconnecting? = nil, reconnectLimit: Int? = nil, idleTimeout: Duration? = nil,
    endData: String? = nil, takesAnswers: Bool = false
  ) {
    self.reconnecting = reconnecting
    self.reconnectLimit = reconnectLimit
    self.idleTimeout = idleTimeout
    self.endData = endData
    self.takesAnswers = takesAnswers
  }
}
