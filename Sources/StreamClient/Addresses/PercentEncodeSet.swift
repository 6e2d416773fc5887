/// The bytes that become `%XX`, by place in a URL. Source: WHATWG URL, 1.3.
///
/// `%` is in none of a URL's own sets, so what is encoded already stays as it is.
struct PercentEncodeSet: Sendable {
  private let members: [Bool]

  /// Of a host that is none of the web's, and of a path without slashes: controls and what is not
  /// ASCII.
  static let c0Control = PercentEncodeSet { $0 < 0x20 || $0 > 0x7E }
  static let fragment = c0Control.adding(" \"<>`")
  static let query = c0Control.adding(" \"#<>")
  static let specialQuery = query.adding("'")
  static let path = query.adding("?^`{}")
  static let userinfo = path.adding("/:;=@[\\]|")
  /// What `encodeURIComponent` encodes.
  static let component = userinfo.adding("$%&+,")
  static let form = component.adding("!'()~")
  /// All but what is unreserved. Source: RFC 3986, 2.3.
  static let reserved = component.adding("!'()*")
  /// What would end a name in quotes. Source: WHATWG HTML, 4.10.21.8.
  static let quoted = PercentEncodeSet { "\"\r\n".utf8.contains($0) }

  private init(_ isMember: (UInt8) -> Bool) {
    members = (UInt8.min...UInt8.max).map(isMember)
  }

  private func adding(_ characters: String) -> PercentEncodeSet {
    PercentEncodeSet { contains($0) || characters.utf8.contains($0) }
  }

  func contains(_ byte: UInt8) -> Bool {
    members[Int(byte)]
  }
}
