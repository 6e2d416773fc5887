import Discovery
import Endpoints
import StreamClient
import TUI

extension StreamNews {
  /// How much of an error's body the screen may need.
  private static let bodyLimit = 4_096

  /// Lines of an answer's head that the screen may need.
  static let headLimit = 300

  /// All that the screen is told of a signal, in order.
  static func all(_ signal: StreamSignal) -> [StreamNews] {
    let head = signal.head.map { StreamNews.head(Array(HeadText($0).lines.prefix(headLimit))) }
    return [head, StreamNews(signal)].compactMap(\.self)
  }

  /// What the screen is told of a signal; nil for records, which travel in batches.
  init?(_ signal: StreamSignal) {
    switch signal {
    case .records:
      return nil
    case .requesting(_, let lastEventID):
      self = .requested(lastEventID: lastEventID)
    case .opened(let response):
      self = .opened(
        status: response.status, mediaType: response.mediaType,
        kind: EndpointKind(response.kind))
    case .answering(let head):
      self = .opened(status: head.status, mediaType: head.mediaType, kind: .unary)
    case .answered(let document):
      self = .response(
        status: document.status, mediaType: document.mediaType, body: document.body)
    case .saved(let file):
      self = .saved(path: file.path.map(SmallFile.absolute) ?? file.name, bytes: file.length)
    case .progress(let done, let total):
      self = .progress(done: done, total: total)
    case .lost(let failure, let retryIn, _):
      // It is tried again by itself: what else would help matters once that is over.
      self = .lost(message: failure.cause, retryIn: retryIn)
    case .failed(let failure):
      self.init(failure)
    case .completed:
      self = .completed
    case .closed:
      self = .closed
    }
  }

  /// The end of a stream by an error.
  init(_ failure: StreamFailure) {
    if failure.remedy == .overwrite, let path = failure.path {
      self = .noPlace(.taken(path: path), message: failure.cause)
      return
    }
    self = .failed(
      message: failure.cause, remedy: failure.remedy.map { Remedy($0) }, status: failure.status,
      body: String(decoding: failure.body.prefix(Self.bodyLimit), as: UTF8.self))
  }
}

extension EndpointKind {
  init(_ kind: StreamKind) {
    switch kind {
    case .sse: self = .sse
    case .ndjson: self = .ndjson
    case .text: self = .text
    case .file: self = .file
    }
  }
}
