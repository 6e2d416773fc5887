/// A whole answer, in memory.
public struct FetchedDocument: Sendable, Hashable {
  /// The HTTP status, any of them.
  public var status: Int
  /// The media type without its parameters, in small letters; empty where the server names none.
  public var mediaType: String
  /// The response's header lines in order.
  public var headers: [HeaderField]
  /// Where the answer came from, after redirects.
  public var url: String
  /// The whole body.
  public var body: [UInt8]

  /// Creates a document.
  public init(
    status: Int, mediaType: String, headers: [HeaderField], url: String, body: [UInt8]
  ) {
    self.status = status
    self.mediaType = mediaType
    self.headers = headers
    self.url = url
    self.body = body
  }
}
