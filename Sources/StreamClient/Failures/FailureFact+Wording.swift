import StreamDecoding
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FailureFact {
  /// One sentence: what happened, where, and what to do next unless that is a `remedy`. What the
  /// server sent is shown without control characters and cut to a length that fits a line or two.
  func cause(at place: String) -> String {
    event(at: place) + (advice.map { "; " + $0 } ?? "")
  }

  /// What happened, and where.
  private func event(at place: String) -> String {
    switch self {
    case .badURL(let url): "'\(url.printable())' is no http or https URL"
    case .badMethod(let method): "'\(method.printable())' is no HTTP method"
    case .badHeaderName(let name): "'\(name.printable())' is no name of a header"
    case .badHeader(let name): "the value of the header '\(name.printable())' \(Self.control)"
    case .noCredentials(let why): why.printable()
    case .refused: "nothing listens at \(place)"
    case .unknownHost: "no address is known for \(place)"
    case .unreachable(let why): "\(place) can't be reached (\(why.printable()))"
    case .connectTimeout(let limit): "\(place) didn't accept the connection within \(limit.words)"
    case .proxy(let host, let why): Self.unconnected(place, by: host, why)
    case .certificate(let why): "the certificate of \(place) isn't trusted (\(why.printable()))"
    case .handshake(let why): "no secure connection to \(place) (\(why.printable()))"
    case .certificateFile(let path): "the certificates in \(path.printable()) can't be read"
    case .noLibrary(let why): "libcurl can't be used (\(why.printable()))"
    case .noThread(let code): "no connection can be made (\(Self.reason(code)))"
    case .noAnswer: "\(place) closed the connection without an answer"
    case .badAnswer(let why):
      "\(place) answered with something that isn't HTTP (\(why.printable()))"
    case .refusedRequest(let why):
      "\(place) refused the request before an answer (\(why.printable()))"
    case .brokenOff: "the connection to \(place) broke off before the body's end"
    case .badFraming(let why): "the body from \(place) can't be read further (\(why.printable()))"
    case .endedByServer: "\(place) ended the stream"
    case .silent(let limit): "\(place) sent nothing for \(limit.words)"
    case .tooSlow(let limit): "\(place) didn't answer in full within \(limit.words)"
    case .bodyTooLarge(let limit): "the answer of \(place) is larger than \(limit) bytes"
    case .status(let status, let body, let said, _): Self.answer(status, body, said, at: place)
    case .noContent(let status): "\(place) answered \(status) without a body"
    case .mediaType(let type, let kinds): Self.otherType(type, expected: kinds, at: place)
    case .kindChanged(let kind, let type): Self.otherKind(type, than: kind, at: place)
    case .damagedCoding: "the compressed body from \(place) is damaged"
    case .expandsTooFar(let limit): Self.expanded(place, to: limit)
    case .tooManyRedirects(let limit): "\(place) redirected more than \(limit) times"
    case .redirectLoop(let url): "\(place) redirects in a circle by way of \(url.printable())"
    case .redirectTarget(let url): "\(place) redirects to '\(url.printable())', \(Self.nowhere)"
    case .invalidRecord(let fault): "an invalid record from \(place): \(fault.sentence.printable())"
    case .recordTooLarge(let limit):
      "a record from \(place) is larger than \(ByteCount.limit(limit))"
    case .misread(let number, let type, let why): Self.misread(number, as: type, why, from: place)
    case .fileExists(let path): "\(path.printable()) exists already"
    case .noFolder(let path): "\(path.printable()) is no folder"
    case .noFile(let path): "\(path.printable()) can't be read to be sent"
    case .fileError(let path, let code):
      "\(path.printable()) can't be written (\(Self.reason(code)))"
    case .partBrokenOff(let part, let why): Self.kept(part, why, at: place)
    case .partBusy(let part): "another download writes to \(part.printable())"
    case .partTaken(let part): "\(part.printable()) exists already and is part of no download"
    case .unaskedPart: "\(place) sent a part of the file though the whole was asked for"
    case .digestMismatch(let name): Self.otherDigest(of: name, from: place)
    case .standardOutput(let code): "standard output can't be written (\(Self.reason(code)))"
    case .closedOutput: "nobody reads standard output any more"
    case .shutDown: "the client was shut down"
    case .cancelled: "it was cancelled"
    }
  }

  /// What to do next, where that is no `remedy`.
  private var advice: String? {
    switch self {
    case .badURL: "write it as http://host:port/path"
    case .badMethod: "letters, such as GET or POST, make one"
    case .badHeaderName: "letters, digits and hyphens make one"
    case .badHeader: "take it out"
    case .refused: "start the server, or check host and port"
    case .unknownHost: "check the host's name"
    case .unreachable: "check the network and the address"
    case .handshake: "check that the server speaks https at this port"
    case .certificateFile: "give a file in PEM format"
    case .noLibrary: "install libcurl 7.88 or newer (libcurl4)"
    case .noThread: "raise the limit of open files"
    case .noAnswer, .badFraming: "see the server's log"
    case .badAnswer: "check the port"
    case .refusedRequest: "try again, or see the server's log"
    case .status(let status, _, _, _): Self.advice(for: status)
    case .noContent: "there is nothing to read"
    case .damagedCoding: "turn compression off for this endpoint"
    case .tooManyRedirects, .redirectLoop: "check the URL"
    case .noFolder: "make it first, or name another"
    case .noFile: "check its name and its permissions"
    case .partBusy: "wait for it, or use another name"
    case .unaskedPart: "try again"
    case .digestMismatch: "don't use it, try again"
    case .noCredentials, .connectTimeout, .proxy, .certificate, .brokenOff, .endedByServer, .silent,
      .tooSlow,
      .bodyTooLarge, .mediaType, .kindChanged, .expandsTooFar, .redirectTarget, .invalidRecord,
      .recordTooLarge, .misread, .fileExists, .partTaken, .fileError, .partBrokenOff,
      .standardOutput,
      .closedOutput, .shutDown, .cancelled:
      nil
    }
  }

  private static func advice(for status: Int) -> String? {
    switch status {
    case 403: "check that these credentials may read it"
    case 404: "check the path"
    case 422: "check the parameters"
    case 500...: "see the server's log"
    default: nil
    }
  }

  // MARK: Longer ones

  private static let control = "holds a line break or a NUL"
  private static let nowhere = "which can't be followed"

  private static func unconnected(_ place: String, by proxy: String, _ reason: String) -> String {
    "the proxy \(proxy.printable()) gave no connection to \(place) (\(reason.printable()))"
  }

  private static func answer(
    _ status: Int, _ body: [UInt8], _ detail: JSONValue?, at place: String
  ) -> String {
    let said = detail?.words ?? start(of: body)
    let text = said.isEmpty ? "" : ": \(said.printable(limit: 200))"
    return "\(place) answered \(status)\(text)"
  }

  private static func otherType(
    _ type: String, expected: Set<StreamKind>?, at place: String
  ) -> String {
    if let expected { return "\(place) answered with \(named(type)), not with \(expected.words)" }
    return type.isEmpty
      ? "\(place) names no media type"
      : "\(place) answered with \(type.printable()), which isn't a stream"
  }

  private static func otherKind(
    _ type: String, than kind: StreamKind, at place: String
  ) -> String {
    "\(place) answered the reconnect with \(named(type)), not with \(kind.rawValue) as before"
  }

  private static func named(_ mediaType: String) -> String {
    mediaType.isEmpty ? "no media type" : mediaType.printable()
  }

  private static func expanded(_ place: String, to limit: Int) -> String {
    "the compressed body from \(place) is larger than \(ByteCount.limit(limit)) in full"
  }

  private static func misread(
    _ number: Int, as type: String, _ reason: String, from place: String
  ) -> String {
    "record \(number) from \(place) can't be read as \(type): \(reason.printable())"
  }

  private static func otherDigest(of name: String, from place: String) -> String {
    "what came from \(place) as \(name.printable()) isn't what its SHA-256 promises"
  }

  private static func kept(
    _ part: KeptPart, _ reason: KeptPart.Reason, at place: String
  ) -> String {
    let ending =
      switch reason {
      case .lost: "the download from \(place) broke off"
      case .silent(let limit): "\(place) sent nothing for \(limit.words)"
      case .cancelled: "the download was cancelled"
      }
    let count = part.total.map { "\(part.done) of \($0)" } ?? "\(part.done)"
    return ending + "; \(count) bytes are in \(part.path.printable())"
      + (part.canContinue || part.done == 0
        ? "" : "; the server names no version, so start anew")
  }

  /// What a page says, or the first line of anything else.
  private static func start(of body: [UInt8]) -> String {
    let start = String(decoding: body.prefix(16 << 10), as: UTF8.self)
    return HTMLText(start)?.text ?? start.firstLine
  }

  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}

extension JSONValue {
  /// FastAPI's `detail`: a text, or a list of `{"loc": […], "msg": …}`.
  fileprivate var words: String {
    switch self {
    case .string(let text): return text
    case .array(let problems):
      let sentences = problems.prefix(3).map { problem in
        let place = problem["loc"]?.arrayValue?.map(\.plainText).joined(separator: ".")
        let message = problem["msg"]?.stringValue ?? problem.text()
        return place.map { "\($0): \(message)" } ?? message
      }
      return sentences.joined(separator: "; ")
    case .null, .bool, .number, .object: return text()
    }
  }

  private var plainText: String { stringValue ?? text() }
}

extension String {
  fileprivate var firstLine: String {
    String(unicodeScalars.prefix { $0 != "\n" && $0 != "\r" })
  }
}

extension Set<StreamKind> {
  /// What a server is expected to answer with.
  fileprivate var words: String {
    let words = StreamKind.allCases.filter(contains).map { kind in
      switch kind {
      case .sse: MediaType.eventStream
      case .ndjson: "a stream of JSON"
      case .text: "text"
      case .file: "a file"
      }
    }
    return words.joined(separator: " or ")
  }
}
