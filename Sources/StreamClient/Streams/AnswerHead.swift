import WebText

/// What stands above an answer's body, and what is known of the connection it came over.
public struct AnswerHead: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// `1.0`, `1.1`, `2` or `3`.
  public var httpVersion: String
  /// The header lines in order, as the server sent them: cookies, too.
  public var headers: [HeaderField]
  /// What is known of the connection.
  public var connection: ConnectionFacts

  /// Creates a head.
  public init(
    status: Int, httpVersion: String = "1.1", headers: [HeaderField] = [],
    connection: ConnectionFacts = ConnectionFacts()
  ) {
    self.status = status
    self.httpVersion = httpVersion
    self.headers = headers
    self.connection = connection
  }
}

extension AnswerHead {
  /// The media type without its parameters, in small letters; empty where the server names none.
  public var mediaType: String { MediaType(headers.first("Content-Type")).essence }
}

extension StreamResponse {
  /// The answer's head.
  public var head: AnswerHead {
    AnswerHead(
      status: status, httpVersion: httpVersion, headers: headers, connection: connection)
  }
}

extension HTTPAnswer {
  var head: AnswerHead {
    AnswerHead(
      status: status, httpVersion: httpVersion, headers: headers, connection: connection)
  }
}
