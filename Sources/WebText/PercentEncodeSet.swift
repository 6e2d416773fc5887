/// The bytes that become `%XX`, by place in a URL. Source: WHATWG URL, 1.3.
///
/// `%` is in none of a URL's own sets, so what is encoded already stays as it is.
public struct PercentEncodeSet: Sendable {
  private let members: [Bool]
  /// Whether a `%` stays where two hexadecimal digits stand behind it, though it is in the set.
  let keepsEncoded: Bool

  /// Of a host that is none of the web's, and of a path without slashes: controls and what is not
  /// ASCII.
  public static let c0Control = PercentEncodeSet { $0 < 0x20 || $0 > 0x7E }
  /// Of what stands behind `#`.
  public static let fragment = c0Control.adding(" \"<>`")
  /// Of what stands behind `?`, in schemes that aren't the web's.
  public static let query = c0Control.adding(" \"#<>")
  /// Of what stands behind `?`.
  public static let specialQuery = query.adding("'")
  /// Of a path's segment.
  public static let path = query.adding("?^`{}")
  /// Of a user and a password.
  public static let userinfo = path.adding("/:;=@[\\]|")
  /// What `encodeURIComponent` encodes.
  public static let component = userinfo.adding("$%&+,")
  /// Of a form's name or value, in which a space is a plus. Source: WHATWG URL, 5.2.
  public static let form = component.adding("!'()~")
  /// All but what is unreserved. Source: RFC 3986, 2.3.
  public static let reserved = component.adding("!'()*")
  /// A path as an API's author writes it: all but a path's own signs, and what is encoded already.
  /// Source: RFC 3986, 3.3, `pchar`.
  public static let pathText = reserved.removing("/!$&'()*+,;=:@", keepsEncoded: true)
  /// A value of a path in which slashes are the path's.
  public static let pathValue = reserved.removing("/")
  /// A value of a path that keeps its signs (OpenAPI's `allowReserved`), but for those that would end
  /// its segment. What is encoded already is no exception: `%2e%2e` would be a step up.
  /// Source: OpenAPI 3.2, "Path Templating", and RFC 3986, 3.3, `pchar`.
  public static let reservedPath = reserved.removing("!$&'()*+,;=:@")
  /// The same where slashes are the path's.
  public static let reservedPathValue = reservedPath.removing("/")
  /// A value of a query that keeps its signs (OpenAPI's `allowReserved`), but for those that would
  /// end the value or be a blank. Source: RFC 6570, 3.2.3, and RFC 3986, 3.4.
  public static let reservedQuery = reserved.removing("/?:@!$'()*,;=", keepsEncoded: true)
  /// A JSON pointer behind `#`. Source: RFC 6901, 6, and RFC 3986, 3.5.
  public static let pointer = reserved.removing("/?!$&'()*+,;=:@")
  /// A cookie's name and value. A backend reads a cookie as it comes, so nothing else is encoded.
  /// Source: RFC 6265, 4.1.1, `cookie-octet`.
  public static let cookie = c0Control.adding(" \",;\\")
  /// What would end a name in quotes. Source: WHATWG HTML, 4.10.21.8.
  public static let quoted = PercentEncodeSet { "\"\r\n".utf8.contains($0) }

  private init(keepsEncoded: Bool = false, _ isMember: (UInt8) -> Bool) {
    members = (UInt8.min...UInt8.max).map(isMember)
    self.keepsEncoded = keepsEncoded
  }

  private func adding(_ characters: String) -> PercentEncodeSet {
    PercentEncodeSet { contains($0) || characters.utf8.contains($0) }
  }

  private func removing(_ characters: String, keepsEncoded: Bool = false) -> PercentEncodeSet {
    PercentEncodeSet(keepsEncoded: keepsEncoded) {
      contains($0) && !characters.utf8.contains($0)
    }
  }

  /// Whether a byte of this value becomes `%XX`.
  public func contains(_ byte: UInt8) -> Bool {
    members[Int(byte)]
  }
}
