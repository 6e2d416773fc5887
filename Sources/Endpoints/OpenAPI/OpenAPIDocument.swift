import StreamDecoding
import WebText

/// An OpenAPI document, version 3.0, 3.1 or 3.2, or one of Swagger 2.0, in the words of 3.0.
///
/// FastAPI labels its documents 3.1.0 and writes the `itemSchema` of 3.2, so every version's words
/// are understood in every document.
public struct OpenAPIDocument: Sendable, Hashable {
  /// The whole document, what it refers to in other files among it.
  public let root: JSONValue
  /// What it refers to and is not to be had, as sentences.
  let warnings: [String]

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - files: What it may refer to; without them nothing outside of it is read.
  public init(parsing bytes: [UInt8], files: OpenAPIFiles? = nil) throws(OpenAPIFailure) {
    let root: JSONValue
    do {
      root = try JSONValue(parsing: bytes)
    } catch {
      throw OpenAPIDocument.failure(of: bytes, fault: error)
    }
    try self.init(root: root, files: files)
  }

  /// Takes a document that was read already, from whatever notation.
  public init(root: JSONValue, files: OpenAPIFiles? = nil) throws(OpenAPIFailure) {
    let isSwagger = try Self.isSwagger(root)
    let bundle = OpenAPIBundle(root, files: files)
    warnings = bundle.warnings
    self.root = isSwagger ? SwaggerDocument(bundle.root).modern : bundle.root
  }

  /// - Throws: Where it is of no version that is read.
  private static func isSwagger(_ root: JSONValue) throws(OpenAPIFailure) -> Bool {
    if let version = root["swagger"].map({ $0.stringValue ?? $0.text() }) {
      guard version == "2.0" || version == "2" else { throw .version(version) }
      return true
    }
    // YAML makes a number of `openapi: 3.1`.
    guard let version = root["openapi"].flatMap({ $0.stringValue ?? $0.numberText }) else {
      let keys = root.objectValue.map { $0.prefix(5).map { $0.key.printable(limit: 30) } } ?? []
      throw .notOpenAPI(found: keys)
    }
    guard version.hasPrefix("3.") else { throw .version(version) }
    return false
  }

  /// True for 3.0, whose schemas are a dialect of their own.
  var hasOldSchemas: Bool {
    root["openapi"].flatMap { $0.stringValue ?? $0.numberText }?.hasPrefix("3.0") ?? false
  }

  /// The API's name.
  public var title: String? { root["info"]?["title"]?.stringValue }

  /// The API's own version.
  public var apiVersion: String? { root["info"]?["version"]?.stringValue }

  private static func failure(of text: [UInt8], fault: RecordFault) -> OpenAPIFailure {
    let mark: Set<UInt8> = [0xEF, 0xBB, 0xBF]
    let start = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) || mark.contains($0) }
    if start.first == UInt8(ascii: "<") { return .html }
    // A YAML document may begin with a key in quotes.
    let beginsAsJSON = start.first.map { "{[".utf8.contains($0) } ?? true
    if !beginsAsJSON { return .notJSONButMaybeYAML }
    return .notJSON(fault, length: text.count)
  }
}

extension JSONValue {
  fileprivate var numberText: String? {
    if case .number(let text) = self { text } else { nil }
  }
}
