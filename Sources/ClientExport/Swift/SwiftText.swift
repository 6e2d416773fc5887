import WebText

/// Text and names as they stand in Swift source. Whoever wrote them, they stay inside of their
/// quotes.
enum SwiftText {
  /// A string literal.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.isUnreadable:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// `stream_orders` as `streamOrders`.
  static func camelCase(_ name: String) -> String {
    let joined = NameScope.joined(NameScope.words(of: name))
    return joined.prefix(1).lowercased() + joined.dropFirst()
  }

  /// Words that nothing is named. Source: The Swift Programming Language, "Keywords".
  static let words: Set<String> = [
    "Any", "Protocol", "Self", "Type", "actor", "any", "as", "associatedtype", "async", "await",
    "borrowing", "break", "case", "catch", "class", "consuming", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "macro", "nil",
    "open", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows",
    "return", "self", "some", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// Types that a generated file uses, and must not hide.
  static let types: Set<String> = [
    "Array", "AsyncIteratorProtocol", "AsyncSequence", "Bool", "Box", "Call", "CharacterSet",
    "Client", "Codable", "CodingKey", "CodingKeys", "Credential", "Data", "Decodable", "Decoder",
    "DecodingError", "Dictionary", "Double", "DownloadTarget", "DownloadedFile", "Duration",
    "Element", "Encodable", "Encoder", "Error", "Events", "FetchedDocument", "FilePart", "Hashable",
    "HeaderField", "Int", "Iterator", "JSON", "JSONDecoder", "JSONEncoder", "MemberName",
    "MultipartForm", "Optional", "RequestContent", "Secrets", "Sendable", "Set", "StreamClient",
    "StreamFailure", "StreamKind", "StreamOptions", "StreamRecord", "StreamRecords",
    "StreamRequest", "String", "Styled", "TypedRecords", "UInt8", "UTF8", "Void",
  ]
}
