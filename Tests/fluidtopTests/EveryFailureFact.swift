import StreamDecoding

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FailureFact {
  /// One of each, and those of which a part decides what to say.
  static var everyOne: [FailureFact] {
    var facts: [FailureFact] = []
    var fact: FailureFact? = .badURL("x")
    while let current = fact {
      facts.append(current)
      fact = current.next
    }
    let part = KeptPart(path: "x.part", done: 5, total: 10, canContinue: true)
    return facts + [
      .mediaType("text/html", expected: nil), .mediaType("", expected: nil),
      .fileError(path: "x", code: ENOSPC), .partBrokenOff(part, .lost),
      .partBrokenOff(part, .silent(.seconds(60))), .partBrokenOff(part, .cancelled),
    ] + [401, 403, 404, 405, 422, 500].map { .status($0, body: [], detail: nil) }
  }

  /// A chain through all cases, so that a new one is told of by the compiler.
  private var next: FailureFact? {
    switch self {
    case .badURL: .badMethod("G T")
    case .badMethod: .badHeaderName("a b")
    case .badHeaderName: .badHeader(name: "X-A")
    case .badHeader: .noCredentials(reason: "the token has expired")
    case .noCredentials: .refused
    case .refused: .unknownHost
    case .unknownHost: .unreachable(reason: "no route")
    case .unreachable: .connectTimeout(.seconds(1))
    case .connectTimeout: .proxy(host: "p", reason: "503")
    case .proxy: .certificate(reason: "self-signed")
    case .certificate: .handshake(reason: "no https")
    case .handshake: .certificateFile(path: "a.pem")
    case .certificateFile: .noLibrary(reason: "none")
    case .noLibrary: .noThread(code: EMFILE)
    case .noThread: .noAnswer
    case .noAnswer: .badAnswer(reason: "odd")
    case .badAnswer: .refusedRequest(reason: "REFUSED_STREAM")
    case .refusedRequest: .brokenOff
    case .brokenOff: .badFraming(reason: "odd")
    case .badFraming: .endedByServer
    case .endedByServer: .silent(.seconds(60))
    case .silent: .tooSlow(.seconds(15))
    case .tooSlow: .bodyTooLarge(limit: 10)
    case .bodyTooLarge: .status(418, body: [], detail: nil)
    case .status: .noContent(status: 204)
    case .noContent: .mediaType("text/html", expected: [.sse])
    case .mediaType: .kindChanged(from: .sse, mediaType: "text/html")
    case .kindChanged: .damagedCoding
    case .damagedCoding: .expandsTooFar(limit: 1 << 20)
    case .expandsTooFar: .tooManyRedirects(limit: 20)
    case .tooManyRedirects: .redirectLoop("http://a/")
    case .redirectLoop: .redirectTarget("ftp://a/")
    case .redirectTarget: .invalidRecord(RecordFault(offset: 0, reason: .invalidUTF8))
    case .invalidRecord: .recordTooLarge(limit: 16 << 20)
    case .recordTooLarge: .misread(record: 1, as: "Row", reason: "no id")
    case .misread: .fileExists(path: "x")
    case .fileExists: .noFolder(path: "x")
    case .noFolder: .noFile(path: "x")
    case .noFile: .fileError(path: "x", code: EACCES)
    case .fileError:
      .partBrokenOff(KeptPart(path: "x.part", done: 5, total: nil, canContinue: false), .lost)
    case .partBrokenOff: .partBusy(part: "x.part")
    case .partBusy: .partTaken(part: "x.part")
    case .partTaken: .unaskedPart
    case .unaskedPart: .digestMismatch(name: "x")
    case .digestMismatch: .standardOutput(code: EIO)
    case .standardOutput: .closedOutput
    case .closedOutput: .shutDown
    case .shutDown: .cancelled
    case .cancelled: nil
    }
  }
}
