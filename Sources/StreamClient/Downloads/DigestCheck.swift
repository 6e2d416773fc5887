import WebText

/// The digest a server gives of a file, and the one of the bytes that came.
///
/// SHA-256 only: it is what servers send. `Content-MD5` is no longer part of HTTP (RFC 7231, B).
struct DigestCheck: Sendable {
  /// In base 64.
  let expected: String
  private var hash = SHA256()

  /// Nil where the server gives no digest of what is to be on the disk: one of a compressed body
  /// can't be checked once that is undone, and one of a part says nothing of the whole.
  init?(_ answer: HTTPAnswer, isRest: Bool) {
    guard !answer.isCompressed else { return nil }
    let headers = answer.headers
    // Source: RFC 9530, 2 and 3; before it, RFC 3230, 4.3.2.
    let given =
      Self.structured(headers.joined("Repr-Digest"))
      ?? (isRest ? nil : Self.structured(headers.joined("Content-Digest")))
      ?? Self.plain(headers.joined("Digest"))
    guard let given else { return nil }
    expected = given
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bytes)
  }

  var isMet: Bool { Base64.text(of: hash.finished()) == expected }

  /// `sha-256=:base64:`, among others.
  private static func structured(_ value: String?) -> String? {
    guard let text = member("sha-256", of: value), text.count > 2, text.first == ":",
      let end = text.dropFirst().firstIndex(of: ":")
    else { return nil }
    return String(text.dropFirst()[..<end])
  }

  /// `SHA-256=base64`, among others; the algorithm's name in any case.
  private static func plain(_ value: String?) -> String? {
    member("sha-256", of: value).map { String($0) }
  }

  private static func member(_ name: String, of value: String?) -> Substring? {
    for part in (value ?? "").split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingSpaces().lowercased() == name else { continue }
      return Substring(pair[1].trimmingSpaces())
    }
    return nil
  }
}
