import StreamDecoding

/// A header line.
public struct RecordedHeader: Sendable, Hashable {
  /// Its name, as it was written.
  public var name: String
  /// Its value; `redacted` where it was a secret.
  public var value: String

  /// A line of a request or an answer.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What was asked, for the first time or again.
public struct RecordedRequest: Sendable, Hashable {
  /// What stands in the place of a secret.
  public static let redacted = "redacted"

  /// The method; GET where the capture names none.
  public var method: String
  /// The URL; `redacted` or `***` in it where a secret was.
  public var url: String
  /// The header lines as they were sent, in order.
  public var headers: [RecordedHeader]
  /// The body; `redacted` unless it was to be kept, nil for none.
  public var body: String?
  /// The name of the endpoint, where one was asked for by its name.
  public var endpoint: String?
  /// The ID after which a lost stream was asked to go on.
  public var lastEventID: String?

  /// A request.
  public init(
    method: String = "GET", url: String, headers: [RecordedHeader] = [], body: String? = nil,
    endpoint: String? = nil, lastEventID: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.endpoint = endpoint
    self.lastEventID = lastEventID
  }
}

/// What stood above an answer's body.
public struct RecordedHead: Sendable, Hashable {
  /// The HTTP status.
  public var status: Int
  /// `1.0`, `1.1`, `2` or `3`.
  public var httpVersion: String
  /// The header lines in order.
  public var headers: [RecordedHeader]
  /// Where the answer came from, after redirects.
  public var url: String

  /// A head.
  public init(
    status: Int, httpVersion: String = "1.1", headers: [RecordedHeader] = [], url: String = ""
  ) {
    self.status = status
    self.httpVersion = httpVersion
    self.headers = headers
    self.url = url
  }

  /// The first header line of this name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why a connection or a run ended before its time.
public struct RecordedFailure: Sendable, Hashable {
  /// The kind of the error, as callbacks name it: `connectionLost`.
  public var kind: String
  /// The sentence.
  public var message: String

  /// A failure.
  public init(kind: String, message: String) {
    self.kind = kind
    self.message = message
  }
}

/// What one line of a capture tells.
public enum CaptureEntry: Sendable, Hashable {
  /// A request goes out.
  case request(RecordedRequest)
  /// Its answer begins.
  case head(RecordedHead)
  /// What one reading of the socket gave: after the transfer coding, before any other.
  case part([UInt8])
  /// The body ended.
  case end
  /// The connection was lost; another request may follow.
  case lost(RecordedFailure)
  /// The run is over with an error.
  case failed(RecordedFailure)
  /// Our side closed the connection.
  case closed
  /// What the user wrote.
  case note(String)
}
