/// What a stream calls: in order, never two at once, and nothing after `close()`.
///
/// A slow callback slows the reading of the socket. A callback may be bound to an actor (such as
/// `@MainActor`); it then runs there. Streams without a value for a callback skip it.
public struct StreamCallbacks: Sendable {
  /// Every time the connection opens; once but for sse.
  public var onOpen: (@isolated(any) @Sendable (StreamResponse) async -> Void)?
  /// Every event of an sse stream, named or not.
  public var onMessage: (@isolated(any) @Sendable (StreamEvent) async -> Void)?
  /// Every record of a JSON stream, every piece of a text stream.
  public var onChunk: (@isolated(any) @Sendable (StreamChunk) async -> Void)?
  /// Every invalid record, where the options ask for them.
  public var onInvalidRecord: (@isolated(any) @Sendable (InvalidRecord) async -> Void)?
  /// A file's bytes so far and, where the server says so, in all.
  public var onProgress: (@isolated(any) @Sendable (_ done: Int, _ total: Int?) async -> Void)?
  /// Every lost connection (`retry` says when it is tried again), and the error that ended the
  /// stream for good (`retry` is nil).
  public var onError: (@isolated(any) @Sendable (StreamFailure, StreamRetry?) async -> Void)?
  /// Once, when the stream has ended for good without error.
  public var onComplete: (@isolated(any) @Sendable () async -> Void)?
  /// Once, last of all, unless the caller closed.
  public var onClose: (@isolated(any) @Sendable () async -> Void)?

  /// Creates callbacks that do nothing; set the ones you want.
  public init() {}
}

/// When a lost connection is tried again.
public struct StreamRetry: Sendable, Hashable {
  /// The wait from now.
  public var delay: Duration
  /// The server's own `retry` in milliseconds, where it gave one.
  public var serverMilliseconds: Int?

  /// Creates a retry.
  public init(delay: Duration, serverMilliseconds: Int? = nil) {
    self.delay = delay
    self.serverMilliseconds = serverMilliseconds
  }
}
