/// The headers that belong to one connection, and are not for whoever passes a message on to repeat.
///
/// Source: RFC 9110, 7.6.1.
public enum ConnectionHeaders {
  /// In small letters.
  public static let names: Set<String> = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]
}
