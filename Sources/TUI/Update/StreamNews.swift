import Endpoints

/// What happened to a stream, except for its records, which `AppState.absorb` takes in batches.
public enum StreamNews: Sendable, Hashable {
  /// A request goes out; `lastEventID` where it carries one.
  case requested(lastEventID: String?)
  /// The answer's head is there; `kind` is what it is, nil where that is what was expected.
  case opened(status: Int, mediaType: String, kind: EndpointKind? = nil)
  /// The answer's head, a line each, as people read it and harmless for a terminal. It comes before
  /// the news that tells of the answer.
  case head([String])
  /// The connection is lost, and is tried again after `retryIn`.
  case lost(message: String, retryIn: Duration)
  /// It ended by an error; `body` is the beginning of what the server said, if it said anything.
  case failed(message: String, remedy: Remedy? = nil, status: Int? = nil, body: String = "")
  /// It ended well.
  case completed
  /// The last news of a stream that the user did not stop.
  case closed
  /// Nothing was saved, because of what is at its place.
  case noPlace(DownloadObstacle, message: String)
  /// Bytes of a download or of an answer so far, and all of them where the server told.
  case progress(done: Int, total: Int?)
  /// A download is complete.
  case saved(path: String, bytes: Int)
  /// The answer of an ordinary call.
  case response(status: Int, mediaType: String, body: [UInt8])
  /// So many bytes of the body passed through the proxy.
  case received(Int)
  /// What passed is over, and its client is told no more, or nobody knows what; in a few words, and
  /// whether it came to its end.
  case over(String, isWhole: Bool)
}

extension StreamNews {
  /// Whether nothing more of the run is told.
  var isLast: Bool {
    switch self {
    case .closed, .over: true
    case .requested, .opened, .head, .lost, .failed, .completed, .noPlace, .progress, .saved,
      .response, .received:
      false
    }
  }
}
