/// An endpoint and a user's values as one HTTP request, ready to be sent.
public struct PlannedRequest: Sendable, Hashable {
  /// A header line.
  public struct Header: Sendable, Hashable {
    /// As the API spells it.
    public var name: String
    /// Without line breaks.
    public var value: String

    /// Makes a header.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Upper case.
  public var method: String
  /// Absolute, percent-encoded.
  public var url: String
  /// Header and cookie parameters, a line for each value of a list; no `Content-Type`, which
  /// `bodyMediaType` gives.
  public var headers: [Header]
  /// The bytes to send, if any.
  public var body: [UInt8]?
  /// What they are; nil without a body.
  public var bodyMediaType: String?

  /// Makes a request.
  public init(
    method: String, url: String, headers: [Header] = [], body: [UInt8]? = nil,
    bodyMediaType: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.bodyMediaType = bodyMediaType
  }
}
