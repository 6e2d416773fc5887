import Recordings
import StreamClient
import Synchronization
import SystemPackage
import WebText

/// Writes one run into a capture, its secrets left out.
final class CaptureRun: WireObserver {
  private let capture: CaptureFile
  private let number: Int
  private let endpoint: String?
  private let keepsSecrets: Bool
  /// Names of secrets of the latest request that do not sound so.
  private let secretNames = Mutex<Set<String>>([])

  init(of capture: CaptureFile, _ number: Int, endpoint: String?, keepsSecrets: Bool) {
    self.capture = capture
    self.number = number
    self.endpoint = endpoint
    self.keepsSecrets = keepsSecrets
  }

  func requesting(_ request: SentRequest) { keep(.requesting(request)) }

  func answered(_ head: AnswerHead, url: String) { keep(.answered(head, url: url)) }

  func received(_ part: [UInt8]) { keep(.received(part)) }

  func ended(_ end: WireEnd) { keep(.ended(end)) }

  /// Writes what happened at a moment that may have passed.
  func keep(_ event: WireEvent, at instant: ContinuousClock.Instant = .now) {
    switch event {
    case .requesting(let request):
      secretNames.withLock { $0 = request.secretNames }
      capture.write(.request(recorded(request)), run: number, at: instant)
    case .answered(let head, let url):
      let recorded = RecordedHead(
        status: head.status, httpVersion: head.httpVersion, headers: recorded(head.headers),
        url: recorded(url: url))
      capture.write(.head(recorded), run: number, at: instant)
    case .received(let part): capture.write(part: part, run: number, at: instant)
    case .ended(let end): capture.write(CaptureEntry(end), run: number, at: instant)
    }
  }

  private func recorded(_ request: SentRequest) -> RecordedRequest {
    var recorded = RecordedRequest(
      method: request.method, url: recorded(url: request.url), headers: recorded(request.headers),
      endpoint: endpoint, lastEventID: request.lastEventID)
    if request.hasBody {
      // What comes from files is not read a second time.
      let kept = keepsSecrets ? request.body : nil
      recorded.body = kept.map { String(decoding: $0, as: UTF8.self) } ?? RecordedRequest.redacted
    }
    return recorded
  }

  /// Says what a reader of the capture should know.
  func note(_ text: String) { capture.write(.note(text), run: number, at: .now) }

  private func recorded(url: String) -> String {
    if keepsSecrets { return url }
    let names = secretNames.withLock { $0 }
    return WebURL.hidingSecrets(inQueryOf: url, behind: RecordedRequest.redacted, named: names)
  }

  /// What a header says of who asks stays with who asks, in the URLs of its value, too.
  private func recorded(_ headers: [HeaderField]) -> [RecordedHeader] {
    let names = secretNames.withLock { $0 }
    return headers.map { field in
      if keepsSecrets { return RecordedHeader(field.name, field.value) }
      let word = RecordedRequest.redacted
      let isSecret = SecretName.matches(field.name) || names.contains(field.name.lowercased())
      return RecordedHeader(
        field.name, isSecret ? word : HeaderSecrets.hidden(in: field.value, behind: word))
    }
  }
}

extension CaptureEntry {
  fileprivate init(_ end: WireEnd) {
    self =
      switch end {
      case .complete: .end
      case .lost(let failure): .lost(RecordedFailure(failure))
      case .failed(let failure): .failed(RecordedFailure(failure))
      case .closed: .closed
      }
  }
}

extension RecordedFailure {
  init(_ failure: StreamFailure) {
    self.init(kind: failure.kind.rawValue, message: failure.message)
  }
}
