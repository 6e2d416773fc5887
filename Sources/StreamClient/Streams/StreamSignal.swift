import StreamDecoding

/// What a stream reports, in order, never two at once. Below both public faces; an inspector uses
/// it as it is.
public enum StreamSignal: Sendable {
  /// A request goes out. `lastEventID` is what is sent: nil where there is none, or where no
  /// header can carry it.
  case requesting(url: String, lastEventID: String?)
  /// The connection is open; sse says so each time, the other kinds once.
  case opened(StreamResponse)
  /// An ordinary answer has begun; it comes whole as `answered`. Only where
  /// `StreamOptions.ordinaryAnswers` wants it.
  case answering(AnswerHead)
  /// The ordinary answer, whole.
  case answered(FetchedDocument)
  /// A file is saved. Only where `StreamOptions.files` says so.
  case saved(DownloadedFile)
  /// The records of one body part, at least one.
  case records(RecordBatch)
  /// The bytes of a file, or of an ordinary answer, so far and, where the server says so, in all.
  case progress(done: Int, total: Int?)
  /// The connection is lost, and tried again after `retryIn`. `serverRetryMs` is the server's own
  /// `retry` in milliseconds, where it gave one.
  case lost(StreamFailure, retryIn: Duration, serverRetryMs: Int?)
  /// The stream has ended for good with an error; only `closed` comes after it.
  case failed(StreamFailure)
  /// The stream has ended for good without error; only `closed` comes after it.
  case completed
  /// The last signal of all.
  case closed
}
