/// The states behind the authority. Source: WHATWG URL, 4.4, "path start state" and on.
extension WebURL {
  /// The parts between the path's slashes, the last of them the file's name.
  var segments: [Substring] {
    Array(path.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
  }

  static func isEndOfPath(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// Reads a path, from the root or from the segments of a base, and all that follows.
  mutating func read(path bytes: ArraySlice<UInt8>, below base: [Substring] = []) {
    let end = bytes.firstIndex(where: Self.isEndOfPath) ?? bytes.endIndex
    query = nil
    setPath(bytes[..<end], below: base)
    read(queryAndFragment: bytes[end...])
  }

  private mutating func setPath(_ bytes: ArraySlice<UInt8>, below base: [Substring]) {
    guard webScheme.isSpecial || !bytes.isEmpty else { return }
    let start = bytes.first.map(webScheme.isSlash) == true ? bytes.dropFirst() : bytes
    let parts = start.split(omittingEmptySubsequences: false, whereSeparator: webScheme.isSlash)
    var segments = base
    for (index, part) in parts.enumerated() {
      let dots = Self.countOfDots(in: part)
      if dots == 2 { _ = segments.popLast() }
      if dots == 0 {
        segments.append(Substring(PercentCoding.encoded(part, .path)))
      } else if index == parts.count - 1 {
        segments.append("")
      }
    }
    path = "/" + segments.joined(separator: "/")
  }

  /// One for `.`, two for `..`, zero for anything else; a dot may be written `%2e`.
  private static func countOfDots(in segment: ArraySlice<UInt8>) -> Int {
    guard segment.count <= 6 else { return 0 }
    let text = String(decoding: segment, as: UTF8.self).lowercased()
    return switch text {
    case ".", "%2e": 1
    case "..", ".%2e", "%2e.", "%2e%2e": 2
    default: 0
    }
  }

  /// Source: "opaque path state".
  mutating func read(opaquePath bytes: ArraySlice<UInt8>) {
    let end = bytes.firstIndex(where: Self.isEndOfPath) ?? bytes.endIndex
    hasOpaquePath = true
    path = PercentCoding.encoded(bytes[..<end], .c0Control)
    // Nothing but a mark behind it keeps a space from being trimmed, should the mark go.
    if end < bytes.endIndex, path.hasSuffix(" ") { path = path.dropLast() + "%20" }
    read(queryAndFragment: bytes[end...])
  }

  /// Takes what begins with `?` or `#`; what is missing stays. Source: "query state".
  mutating func read(queryAndFragment bytes: ArraySlice<UInt8>) {
    let mark = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    if bytes[..<mark].first == UInt8(ascii: "?") {
      query = PercentCoding.encoded(bytes[..<mark].dropFirst(), queryEncodeSet)
    }
    guard mark < bytes.endIndex else { return }
    fragment = PercentCoding.encoded(bytes[(mark + 1)...], .fragment)
  }
}
