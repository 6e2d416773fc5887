/// A certificate by which a client shows who it is, and the key to it, each a file in PEM format.
public struct ClientCertificate: Sendable, Hashable {
  /// The certificate's file; it may hold the key, too.
  public var path: String
  /// The key's file, where it isn't the certificate's.
  public var keyPath: String?

  /// Creates a certificate.
  public init(path: String, keyPath: String? = nil) {
    self.path = path
    self.keyPath = keyPath
  }
}
