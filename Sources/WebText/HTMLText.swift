/// What a page says, without its marks: enough to tell why a server answers with one.
public struct HTMLText: Sendable, Hashable {
  /// The text on one line; the title only where there is nothing else.
  public let text: String

  /// Nil where the text begins as no page does.
  public init?(_ page: some StringProtocol) {
    let bytes = Array(page.utf8)
    guard let first = bytes.first(where: { !Self.isSpace($0) }), first == UInt8(ascii: "<") else {
      return nil
    }
    var reader = Reader(rest: bytes[...])
    reader.read()
    let body = Self.oneLine(reader.body)
    text = body.isEmpty ? Self.oneLine(reader.title) : body
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func oneLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// Takes marks away as far as they can be told without reading the whole standard.
  private struct Reader {
    /// Elements whose content nobody sees.
    private static let unseen = ["script", "style", "template", "svg", "noscript"]

    var rest: ArraySlice<UInt8>
    var body: [UInt8] = []
    var title: [UInt8] = []

    mutating func read() {
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "<"): readTag()
        case UInt8(ascii: "&"): body += reference()
        default: body.append(byte)
        }
      }
    }

    private mutating func readTag() {
      if rest.starts(with: "!--".utf8) { return skip(past: "-->") }
      let isEnd = rest.first == UInt8(ascii: "/")
      let name = rest.dropFirst(isEnd ? 1 : 0).prefix { $0.isASCIILetter || $0.decimalDigit != nil }
      guard isEnd || !name.isEmpty || rest.first == UInt8(ascii: "!") else {
        // `a < b` is text.
        return body.append(UInt8(ascii: "<"))
      }
      skip(past: ">")
      // Words of two blocks are two words.
      body.append(0x20)
      let tag = String(decoding: name, as: UTF8.self).lowercased()
      if isEnd { return }
      if Self.unseen.contains(tag) {
        skip(past: "</" + tag)
        skip(past: ">")
      } else if tag == "title" {
        readTitle()
      }
    }

    private mutating func readTitle() {
      while let byte = rest.popFirst(), byte != UInt8(ascii: "<") {
        title += byte == UInt8(ascii: "&") ? reference() : [byte]
      }
      skip(past: ">")
    }

    /// To the end where the mark isn't found.
    private mutating func skip(past mark: String) {
      let mark = Array(mark.utf8)
      while !rest.isEmpty {
        if zip(rest, mark).allSatisfy({ $0 | ($0.isASCIILetter ? 0x20 : 0) == $1 }),
          rest.count >= mark.count
        {
          rest = rest.dropFirst(mark.count)
          return
        }
        rest.removeFirst()
      }
    }

    /// What stands behind `&`; a name that few know stays as it is.
    private mutating func reference() -> [UInt8] {
      let names = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "mdash": "—",
        "ndash": "–", "hellip": "…", "copy": "©",
      ]
      let name = rest.prefix(10).prefix { $0 != UInt8(ascii: ";") }
      let text = String(decoding: name, as: UTF8.self)
      guard rest.dropFirst(name.count).first == UInt8(ascii: ";"),
        let meant = names[text] ?? Self.character(of: text)
      else { return [UInt8(ascii: "&")] }
      rest = rest.dropFirst(name.count + 1)
      return Array(meant.utf8)
    }

    /// `#39`, `#x27`.
    private static func character(of text: String) -> String? {
      guard text.hasPrefix("#") else { return nil }
      let digits = text.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
  }
}
