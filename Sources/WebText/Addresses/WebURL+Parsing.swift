extension WebURL {
  /// Reads a URL, or a reference to be read from `base`; nil where it is none.
  ///
  /// Spaces around it, tabs and line ends in it don't count.
  /// Source: WHATWG URL, 4.4, "basic URL parser".
  public init?(_ text: String, relativeTo base: WebURL? = nil, toASCII: WebHost.ToASCII) {
    let input = Self.cleaned(text)
    guard let colon = Self.endOfScheme(in: input) else {
      guard let base else { return nil }
      self.init(reference: input[...], base: base, toASCII)
      return
    }
    let name = String(decoding: input[..<colon], as: UTF8.self).lowercased()
    let scheme = WebScheme(name: name)
    let rest = input[(colon + 1)...]
    if let base, base.webScheme == scheme, scheme.isSpecial, !rest.starts(with: "//".utf8) {
      // `http:page` with a base of the same scheme: a reference still, as in RFC 1630.
      self.init(reference: rest, base: base, toASCII)
    } else {
      self.init(scheme: scheme, rest: rest, toASCII)
    }
  }

  private static func cleaned(_ text: String) -> [UInt8] {
    let start = Array(text.utf8.drop { $0 <= 0x20 })
    let end = start.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    return start[..<end].filter { !"\t\n\r".utf8.contains($0) }
  }

  private static func endOfScheme(in input: [UInt8]) -> Int? {
    guard let first = input.first, first.isASCIILetter else { return nil }
    let end = input.firstIndex { !$0.isInScheme }
    return end.flatMap { input[$0] == UInt8(ascii: ":") ? $0 : nil }
  }

  /// A URL that needs no base. Source: "scheme state".
  private init?(scheme: WebScheme, rest: ArraySlice<UInt8>, _ toASCII: WebHost.ToASCII) {
    let slashes = rest.prefix(while: scheme.isSlash)
    if scheme.isSpecial, !scheme.isFile {
      // However many there are, even none.
      self.init(scheme: scheme, authority: rest[slashes.endIndex...], toASCII)
    } else if slashes.count >= 2 {
      self.init(scheme: scheme, authority: rest.dropFirst(2), toASCII)
    } else if scheme.isFile {
      self.init(scheme: scheme, authority: rest.prefix(0), toASCII)
      read(path: rest)
    } else {
      self.init(webScheme: scheme, path: "")
      if slashes.isEmpty { read(opaquePath: rest) } else { read(path: rest) }
    }
  }

  /// A URL from behind the slashes. Source: "authority state".
  private init?(
    scheme: WebScheme, authority bytes: ArraySlice<UInt8>, _ toASCII: WebHost.ToASCII
  ) {
    let end = bytes.firstIndex { scheme.isSlash($0) || Self.isEndOfPath($0) } ?? bytes.endIndex
    guard let authority = WebAuthority(bytes[..<end], scheme: scheme, toASCII: toASCII) else {
      return nil
    }
    self.init(webScheme: scheme, authority: authority, path: "")
    read(path: bytes[end...])
  }

  /// What is left out of a reference is the base's, up to what it says itself.
  /// Source: "no scheme state", "relative state", "relative slash state".
  private init?(
    reference: ArraySlice<UInt8>, base: WebURL, _ toASCII: WebHost.ToASCII
  ) {
    let scheme = base.webScheme
    let slashes = reference.prefix(while: scheme.isSlash)
    guard !base.hasOpaquePath || reference.first == UInt8(ascii: "#") else { return nil }
    guard slashes.count < 2 else {
      let hasManySlashes = scheme.isSpecial && !scheme.isFile
      let start = reference.startIndex + (hasManySlashes ? slashes.count : 2)
      self.init(scheme: scheme, authority: reference[start...], toASCII)
      return
    }
    self = base
    fragment = nil
    switch reference.first {
    case nil: break
    case UInt8(ascii: "?"), UInt8(ascii: "#"): read(queryAndFragment: reference)
    default: read(path: reference, below: slashes.isEmpty ? base.segments.dropLast() : [])
    }
  }
}
