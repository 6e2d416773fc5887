import WebText

extension StreamClient {
  /// Holds one silent connection to a URL's server for as long as the server lets it.
  ///
  /// A server that is restarted drops it: nothing is asked over it, so nothing is polled and no
  /// access log grows. Some servers drop silent connections after a minute or so, too.
  ///
  /// Returns false at once where there is no server, or where only a proxy leads to it; else true,
  /// when the connection has ended. Cancelling the task closes it, and ends its making.
  public func holdConnection(to url: String) async -> Bool {
    let request = try? OutgoingRequest(
      StreamRequest(url: url), purpose: .document, userAgent: configuration.userAgent)
    guard let request, let connection = await transport.connection(to: request.withoutTLS) else {
      return false
    }
    await connection.ended()
    connection.close()
    return true
  }
}

extension OutgoingRequest {
  /// A handshake would be said to a server that is to hear nothing.
  fileprivate var withoutTLS: OutgoingRequest {
    var request = self
    guard url.scheme == "https", let port = url.effectivePort,
      let plain = WebURL("http://\(url.host):\(port)/")
    else { return self }
    request.url = plain
    return request
  }
}
