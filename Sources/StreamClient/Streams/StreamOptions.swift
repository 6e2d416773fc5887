/// How a stream is read, and when it is connected again.
public struct StreamOptions: Sendable {
  /// Reads the body as this, whatever the response says.
  public var kind: KindOverride?
  /// Nil decides by the method: GET reconnects always, others never. Only sse reconnects.
  public var reconnect: ReconnectPolicy?
  /// Wait before a reconnect; the server's `retry:` field replaces it. Doubled, from 100 ms at least,
  /// while attempts fail.
  /// Source: WHATWG HTML, 9.2 "Server-sent events", reconnection time.
  public var retryDelay: Duration
  /// The most attempts in a row to connect again that may fail before the stream does; 0 never
  /// connects again, nil goes on for ever.
  public var reconnectLimit: Int?
  /// Sent with the first request, as if the stream had been lost after this event.
  public var lastEventID: String?
  /// What an invalid record does to the stream.
  public var invalidRecords: InvalidRecordPolicy
  /// The largest event, line or JSON text in bytes, with the white space that has to be held with it; a
  /// larger one fails the stream.
  public var recordLimit: Int
  /// The longest silence while the client waits for the server; nil waits for ever. Comments count
  /// as life, a slow receiver doesn't count as silence; zero waits for ever too.
  public var idleTimeout: Duration?
  /// An event of this type completes the stream; the event itself is delivered.
  public var endEvent: String?
  /// An event or a record with exactly this data completes the stream (`[DONE]`, for example); the
  /// record itself is delivered.
  public var endData: String?
  /// What becomes of a first answer that is no stream: JSON that nobody declared as one, a text of
  /// known length, a page, a status outside 2xx.
  public var ordinaryAnswers = OrdinaryAnswerPolicy.fail
  /// What becomes of a file.
  public var files = FilePolicy.count
  /// Counts what comes from the network. The bytes of a file that is saved are not among them: its
  /// progress tells.
  public var received: ReceivedBytes?
  /// Hears what goes over the wire.
  public var observer: (any WireObserver)?
  /// See `Reconnection`; a test of a thousand failing attempts takes none.
  var shortestBackOff = Reconnection.shortestDelay
  /// A file's bytes are no records: where nothing but records can be told, it is an error.
  var takesFiles = true

  /// Creates options; the defaults are the library's.
  public init(
    kind: KindOverride? = nil, reconnect: ReconnectPolicy? = nil,
    retryDelay: Duration = .seconds(3), reconnectLimit: Int? = nil, lastEventID: String? = nil,
    invalidRecords: InvalidRecordPolicy = .fail, recordLimit: Int = 16 << 20,
    idleTimeout: Duration? = nil, endEvent: String? = nil, endData: String? = nil
  ) {
    self.kind = kind
    self.reconnect = reconnect
    self.retryDelay = retryDelay
    self.reconnectLimit = reconnectLimit
    self.lastEventID = lastEventID
    self.invalidRecords = invalidRecords
    self.recordLimit = recordLimit
    self.idleTimeout = idleTimeout
    self.endEvent = endEvent
    self.endData = endData
  }
}

extension StreamOptions {
  var refusingFiles: StreamOptions {
    var options = self
    options.takesFiles = false
    return options
  }
}

/// When an sse stream is connected again.
public enum ReconnectPolicy: String, Sendable, Hashable, CaseIterable {
  /// After a lost connection and after a clean end, as the WHATWG standard says.
  case always
  /// After a lost connection; a clean end completes the stream.
  case onFailure = "on-failure"
  /// Never.
  case never
}

/// What an invalid record does to the stream.
public enum InvalidRecordPolicy: String, Sendable, Hashable, CaseIterable {
  /// The stream fails; the records before it are delivered.
  case fail
  /// It is delivered as an invalid record, and the stream goes on.
  case deliver
}

/// What becomes of an answer that is no stream.
public enum OrdinaryAnswerPolicy: Sendable, Hashable {
  /// The stream fails, as `mediaType` or as `status`.
  case fail
  /// It comes whole, as `StreamSignal.answered`, whatever its status; `limit` is in bytes. What keeps
  /// coming for longer than a second, without an announced length, is opened as a stream after all.
  case deliver(limit: Int)
}

/// What becomes of the bytes of a file.
public enum FilePolicy: Sendable, Hashable {
  /// They are counted, and let go of.
  case count
  /// They are saved as by `StreamClient.download`; `StreamSignal.saved` says where.
  case save(DownloadTarget, DownloadOptions)
}
