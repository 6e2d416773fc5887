import StreamDecoding

/// What went wrong, as facts; `FailureFact+Wording` says it in words.
enum FailureFact: Error, Sendable, Hashable {
  // Before there is a connection.
  case badURL(String)
  case badMethod(String)
  case badHeaderName(String)
  case badHeader(name: String)
  case noCredentials(reason: String)
  case refused
  case unknownHost
  case unreachable(reason: String)
  case connectTimeout(Duration)
  case proxy(host: String, reason: String)
  case certificate(reason: String)
  case handshake(reason: String)
  case certificateFile(path: String)
  case noLibrary(reason: String)
  case noThread(code: Int32)

  // While it is used.
  case noAnswer
  case badAnswer(reason: String)
  case refusedRequest(reason: String)
  case brokenOff
  case badFraming(reason: String)
  case endedByServer
  case silent(Duration)
  case tooSlow(Duration)
  case bodyTooLarge(limit: Int)

  // What the server answers.
  case status(Int, body: [UInt8], detail: JSONValue?, login: RefusedLogin? = nil)
  case noContent(status: Int)
  case mediaType(String, expected: Set<StreamKind>?)
  case kindChanged(from: StreamKind, mediaType: String)
  case damagedCoding
  case expandsTooFar(limit: Int)
  case tooManyRedirects(limit: Int)
  case redirectLoop(String)
  case redirectTarget(String)

  // What the body holds.
  case invalidRecord(RecordFault)
  case recordTooLarge(limit: Int)
  case misread(record: Int, as: String, reason: String)

  // What the disk says.
  case fileExists(path: String)
  case noFolder(path: String)
  case noFile(path: String)
  case fileError(path: String, code: Int32)
  case partBrokenOff(KeptPart, KeptPart.Reason)
  case partBusy(part: String)
  /// A file of somebody else's has the part's name.
  case partTaken(part: String)
  case unaskedPart
  case digestMismatch(name: String)
  case standardOutput(code: Int32)
  case closedOutput

  // What we do ourselves.
  case shutDown
  case cancelled
}

extension FailureFact {
  /// The failure's name in traces.
  var kind: StreamFailure.Kind {
    switch self {
    case .badURL, .badMethod, .badHeaderName, .badHeader, .noCredentials, .refused, .unknownHost,
      .unreachable, .proxy, .noLibrary, .noThread:
      .connect
    case .connectTimeout, .silent, .tooSlow, .partBrokenOff(_, .silent): .timeout
    case .certificate, .handshake, .certificateFile: .tls
    case .noAnswer, .badAnswer, .refusedRequest, .brokenOff, .badFraming, .endedByServer,
      .partBrokenOff(_, .lost),
      .unaskedPart:
      .connectionLost
    case .status: .status
    case .noContent, .mediaType, .kindChanged, .damagedCoding, .expandsTooFar,
      .bodyTooLarge:
      .mediaType
    case .tooManyRedirects, .redirectLoop, .redirectTarget: .redirect
    case .invalidRecord, .misread: .invalidRecord
    case .recordTooLarge: .recordTooLarge
    case .fileExists, .noFolder, .noFile, .fileError, .partBusy, .partTaken, .standardOutput,
      .digestMismatch:
      .file
    case .shutDown, .cancelled, .closedOutput, .partBrokenOff(_, .cancelled): .closed
    }
  }

  /// The failure as the user gets it; `place` is where it happened, `host:port`.
  func failure(at place: String) -> StreamFailure {
    var failure = StreamFailure(kind: kind, message: cause(at: place), remedy: remedy)
    if case .noContent(let status) = self { failure.status = status }
    if case .fileExists(let path) = self { failure.path = path }
    if case .status(let status, let body, let detail, _) = self {
      failure.status = status
      failure.body = body
      failure.detail = detail
    }
    return failure
  }

  /// Whether a body that ended so may be gone on with by another connection.
  var isLoss: Bool {
    switch self {
    case .brokenOff, .badFraming, .cancelled: true
    case .badURL, .badMethod, .badHeaderName, .badHeader, .noCredentials, .refused,
      .unknownHost, .unreachable, .refusedRequest,
      .connectTimeout, .proxy, .certificate, .handshake, .certificateFile, .noLibrary, .noThread,
      .noAnswer, .badAnswer, .endedByServer, .silent, .tooSlow, .bodyTooLarge, .status, .noContent,
      .mediaType, .kindChanged, .damagedCoding, .expandsTooFar, .tooManyRedirects, .redirectLoop,
      .redirectTarget, .invalidRecord, .recordTooLarge, .misread, .fileExists, .noFolder, .noFile,
      .fileError, .partBrokenOff, .partBusy, .partTaken, .unaskedPart, .digestMismatch,
      .standardOutput,
      .closedOutput, .shutDown:
      false
    }
  }
}
