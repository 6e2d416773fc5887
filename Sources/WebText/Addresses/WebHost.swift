/// Whom a URL names. Source: WHATWG URL, 3.1.
public enum WebHost: Sendable, Hashable {
  /// In small letters and ASCII.
  case domain(String)
  case ipv4(IPv4Address)
  /// The zone names a link of this machine, `eth0`.
  case ipv6(IPv6Address, zone: String?)
  /// What a scheme that isn't the web's makes of it; may be empty.
  case opaque(String)

  /// As it is serialised, an IPv6 address in brackets.
  public var text: String {
    switch self {
    case .domain(let text), .opaque(let text): text
    case .ipv4(let address): address.text
    case .ipv6(let address, nil): "[" + address.text + "]"
    case .ipv6(let address, let zone?): "[" + address.text + "%25" + zone + "]"
    }
  }

  /// Puts the name of a machine, in whatever script, into small letters and ASCII; nil where it is
  /// none. The tables for it are libcurl's, so whoever has libcurl hands it in.
  /// Source: WHATWG URL, 3.3; UTS 46, non-transitional.
  public typealias ToASCII = (String) -> String?

  /// Small letters, and signs of other scripts as they are written: for what is only told apart or
  /// shown, and never asked for.
  public static let asWritten: @Sendable (String) -> String? = { $0.lowercased() }

  /// Reads a host as it stands in a URL; nil where it is none. Source: WHATWG URL, 3.5.
  init?(_ bytes: ArraySlice<UInt8>, isSpecial: Bool, toASCII: ToASCII) {
    if bytes.first == UInt8(ascii: "[") {
      guard bytes.count > 1, bytes.last == UInt8(ascii: "]") else { return nil }
      self.init(bracketed: bytes.dropFirst().dropLast())
    } else if isSpecial {
      self.init(domain: bytes, toASCII: toASCII)
    } else {
      guard !bytes.contains(where: Self.isForbidden) else { return nil }
      self = .opaque(PercentCoding.encoded(bytes, .c0Control))
    }
  }

  /// Zones are no part of the standard, but without one a link-local address names no machine.
  /// Source: RFC 6874, 2; its `%25` may be a bare `%`.
  private init?(bracketed bytes: ArraySlice<UInt8>) {
    let end = bytes.firstIndex(of: UInt8(ascii: "%")) ?? bytes.endIndex
    guard let address = IPv6Address(bytes[..<end]) else { return nil }
    guard end < bytes.endIndex else {
      self = .ipv6(address, zone: nil)
      return
    }
    let rest = bytes[(end + 1)...]
    let zone = rest.starts(with: "25".utf8) ? rest.dropFirst(2) : rest
    guard address.isLinkLocal, !zone.isEmpty, zone.allSatisfy(Self.isUnreserved) else {
      return nil
    }
    self = .ipv6(address, zone: String(decoding: zone, as: UTF8.self))
  }

  private init?(domain bytes: ArraySlice<UInt8>, toASCII: ToASCII) {
    let name = String(decoding: PercentCoding.decoded(bytes), as: UTF8.self)
    // Here as well as below: no mapping takes one away, but a zero would end the text for libcurl.
    guard !name.utf8.contains(where: Self.isForbiddenInDomain) else { return nil }
    guard let ascii = toASCII(name), !ascii.isEmpty,
      !ascii.utf8.contains(where: Self.isForbiddenInDomain)
    else { return nil }
    guard IPv4Address.isMeant(by: ascii) else {
      self = .domain(ascii)
      return
    }
    guard let address = IPv4Address(ascii) else { return nil }
    self = .ipv4(address)
  }

  /// Source: WHATWG URL, 3.2, "forbidden host code point".
  private static func isForbidden(_ byte: UInt8) -> Bool {
    "\0\t\n\r #/:<>?@[\\]^|".utf8.contains(byte)
  }

  /// Source: WHATWG URL, 3.2, "forbidden domain code point".
  private static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") || isForbidden(byte)
  }

  /// Source: RFC 3986, 2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    !PercentEncodeSet.reserved.contains(byte)
  }
}
