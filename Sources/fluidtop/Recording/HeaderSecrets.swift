import WebText

/// Secrets in the URLs of a header's value: of `Referer`, `Location`, `Link` or `Refresh`.
enum HeaderSecrets {
  /// The value with `word` in place of what a query or a fragment says under a secret's name, and
  /// without users and passwords.
  static func hidden(in value: String, behind word: String) -> String {
    let bytes = Array(value.utf8)
    guard bytes.contains(where: "=@".utf8.contains) else { return value }
    var hidden: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if let name = secretName(at: rest) {
        hidden += name
        hidden += word.utf8
        index = end(of: bytes, from: name.endIndex)
      } else if rest.starts(with: "://".utf8) {
        hidden += "://".utf8
        index += 3
        let authority = bytes[index...].prefix { !"/?#".utf8.contains($0) && !isDelimiter($0) }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { index = at + 1 }
      } else {
        hidden.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: hidden, as: UTF8.self)
  }

  /// `?token=`, where a secret's name stands there.
  private static func secretName(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let mark = rest.first, "?#&".utf8.contains(mark) else { return nil }
    let name = rest.dropFirst().prefix { !"=?#&".utf8.contains($0) && !isDelimiter($0) }
    guard name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: "="),
      SecretName.matches(PercentCoding.decoded(form: String(decoding: name, as: UTF8.self)[...]))
    else { return nil }
    return rest[...name.endIndex]
  }

  /// Where what begins at `start` ends. A comma or a semicolon may stand in a value, but not before a
  /// blank.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, !"&#".utf8.contains(bytes[index]), !isDelimiter(bytes[index]) {
      let isLast = index + 1 == bytes.count || isDelimiter(bytes[index + 1])
      if isLast, ",;".utf8.contains(bytes[index]) { break }
      index += 1
    }
    return index
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "<>\"".utf8.contains(byte)
  }
}
