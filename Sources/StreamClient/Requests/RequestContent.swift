import StreamDecoding
import WebText

/// What a request sends, and what it calls itself. Made anew for each connection: files are read
/// while they are sent, never held in memory.
public struct RequestContent: Sendable, Hashable {
  /// A part of the body.
  enum Piece: Sendable, Hashable {
    case bytes([UInt8])
    case file(path: String)
  }

  let pieces: [Piece]
  /// The `Content-Type`, unless the request's headers name one; nil sends none.
  public let mediaType: String?

  /// Bytes as they are.
  public static func bytes(_ bytes: [UInt8], mediaType: String? = nil) -> RequestContent {
    RequestContent(pieces: [.bytes(bytes)], mediaType: mediaType)
  }

  /// One JSON value.
  public static func json(_ value: JSONValue) -> RequestContent {
    .bytes(Array(value.text().utf8), mediaType: "application/json")
  }

  /// The fields of a form, in order. Source: WHATWG URL, 5.2 "urlencoded serializing".
  public static func form(_ fields: KeyValuePairs<String, String>) -> RequestContent {
    let pairs = fields.map { PercentCoding.form($0.key) + "=" + PercentCoding.form($0.value) }
    let bytes = Array(pairs.joined(separator: "&").utf8)
    return .bytes(bytes, mediaType: "application/x-www-form-urlencoded")
  }

  /// A form that may hold files.
  public static func multipart(_ form: MultipartForm) -> RequestContent {
    RequestContent(
      pieces: form.pieces, mediaType: "multipart/form-data; boundary=\(form.boundary)")
  }

  /// A file's bytes; the request fails as `file` when it can't be read.
  public static func file(
    _ path: String, mediaType: String = "application/octet-stream"
  ) -> RequestContent {
    RequestContent(pieces: [.file(path: path)], mediaType: mediaType)
  }

  /// The length in bytes, of files as they are now.
  func length() throws(FailureFact) -> Int {
    var length = 0
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): length += bytes.count
      case .file(let path):
        guard case .file(let count) = Disk.kind(of: path) else { throw .noFile(path: path) }
        length += count
      }
    }
    return length
  }
}
