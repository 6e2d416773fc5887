import CCurl
import Synchronization
import WebText

/// A socket of this machine over which the bytes of a dialled connection go in the clear.
package struct DialledSocket: Sendable {
  /// It is the caller's.
  package let descriptor: CInt
  let outcome: DialledOutcome

  /// Whether the connection behind it has broken, which is known once this socket has ended: a socket
  /// of this machine can't be reset, so that a break ends it as an end in good order does.
  package var wasReset: Bool { outcome.wasReset.load(ordering: .acquiring) }
}

/// What the thread of a dialled connection has to say to whoever holds its socket.
final class DialledOutcome: Sendable {
  let wasReset = Atomic(false)
}

extension StreamClient {
  /// Whether more than TCP leads to an address: TLS, a socket of this machine, a proxy, a way that
  /// the configuration names.
  package func mustDial(_ address: RequestAddress) -> Bool {
    address.url.scheme == "https" || address.unixSocket != nil
      || configuration.unixSocketPath != nil || configuration.networkInterface != nil
      || !configuration.resolve.isEmpty || configuration.proxy.server(for: address.url) != nil
      || isKnownHereAlone(address.url)
  }

  /// Whether a name is this machine's by rule, which the system need not know: `api.localhost`.
  /// Source: RFC 6761, 6.3.
  private func isKnownHereAlone(_ url: WebURL) -> Bool {
    url.isLoopback && !url.isHostAddress && url.host != "localhost"
  }

  /// Connects, through TLS where the URL is one of https; no further where its task is cancelled.
  package func dial(_ address: RequestAddress) async throws(StreamFailure) -> DialledSocket {
    let place = address.place
    do throws(FailureFact) {
      var request = try OutgoingRequest(
        StreamRequest(url: address.url.href), purpose: .document,
        userAgent: configuration.userAgent)
      request.unixSocket = address.unixSocket ?? configuration.unixSocketPath
      var configuration = configuration
      // Whoever dials speaks this one.
      configuration.httpVersion = .http1
      let isLocal = request.unixSocket != nil
      let order = TransferOrder(
        request: request, configuration: configuration,
        proxy: isLocal ? nil : configuration.proxy.server(for: request.url), login: nil,
        isConnectionOnly: true)
      guard ccurl_load() else { throw .noLibrary(reason: Self.loadError) }
      let sockets = try DialSockets()
      return try await withTaskCancellationHandler {
        await withCheckedContinuation { made in
          DialledConnection.make(order, over: sockets) { made.resume(returning: $0) }
        }
      } onCancel: {
        sockets.close()
      }.get()
    } catch {
      throw error.failure(at: place)
    }
  }

  private static var loadError: String {
    ccurl_load_error().map { String(cString: $0) } ?? "it is older than 7.88"
  }
}
