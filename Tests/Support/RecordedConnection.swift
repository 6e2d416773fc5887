/// A request as the scripted server received it.
public struct RecordedRequest: Sendable, Hashable {
  /// One header field, with its name as it was written.
  public struct Header: Sendable, Hashable {
    /// The field's name, in the client's spelling.
    public var name: String
    /// The field's value, without the spaces around it.
    public var value: String
  }

  /// The method, such as `GET`.
  public var method: String
  /// The request target as sent: path and query.
  public var target: String
  /// All header fields, in order.
  public var headers: [Header]
  /// The body, with the chunked coding removed.
  public var body: [UInt8]

  /// The first value of a header field; its name is compared without regard to case.
  public subscript(header name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The target without its query.
  public var path: String {
    String(target.prefix { $0 != "?" })
  }

  /// The body read as UTF-8.
  public var bodyText: String {
    String(decoding: body, as: UTF8.self)
  }
}

/// What happened on one connection of the scripted server so far.
public struct RecordedConnection: Sendable, Hashable {
  /// Who ended a connection.
  public enum Ending: Sendable, Hashable {
    /// The client closed or reset it.
    case client
    /// The script did, by `.close` or `.reset`.
    case script
    /// `stop()` did, or the limit of bytes a client may send.
    case server
  }

  /// The requests read by `.expectRequest`.
  public var requests: [RecordedRequest] = []
  /// Bytes the kernel has taken from the script.
  public var bytesSent = 0
  /// Who ended it; nil while it is open.
  public var ending: Ending?
}
