import StreamClient

extension ConnectionArguments {
  /// A certificate and its key are small; what is larger is something else.
  private static let fileLimit = 1 << 20

  /// Who the client is to TLS servers; nil where nobody says.
  func clientCertificate() throws -> ClientCertificate? {
    guard let cert else {
      if key != nil { throw Ending.usage("--key needs --cert with the certificate it belongs to") }
      return nil
    }
    let certificate = try Self.pem(cert, option: "--cert")
    let secret = try key.map { try Self.pem($0, option: "--key") } ?? certificate
    // The TLS library would ask for it in the midst of the screen.
    if secret.contains("ENCRYPTED") {
      throw Ending.usage(
        "the key in '\(key ?? cert)' is encrypted with a password; decrypt it first, "
          + "for example with `openssl pkey`")
    }
    return ClientCertificate(path: cert, keyPath: key)
  }

  private static func pem(_ path: String, option: String) throws -> String {
    guard let bytes = SmallFile.read(path, limit: fileLimit) else {
      throw Ending.usage("\(option) needs a file that can be read; '\(path)' can't")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("-----BEGIN ") else {
      throw Ending.usage("\(option) needs a file in PEM format; '\(path)' isn't one")
    }
    return text
  }

  /// Where names and passwords are looked up.
  func netrcPlace(home: String?) throws -> Netrc {
    if let netrcFile {
      guard SmallFile.read(netrcFile, limit: Self.fileLimit) != nil else {
        throw Ending.usage("--netrc-file needs a file that can be read; '\(netrcFile)' can't")
      }
      return .file(netrcFile)
    }
    guard netrc else { return .none }
    let path = (home ?? "") + "/.netrc"
    guard SmallFile.read(path, limit: Self.fileLimit) != nil else {
      throw Ending.usage(
        "--netrc: '\(path)' can't be read; make it, or name another with --netrc-file")
    }
    return .file(path)
  }
}
