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
    if case .partBrokenOff(let part, let reason) = self {
      return Self.keptSentence(part, reason, at: place)
    }
    return sentence(at: place)
  }

  /// Each fact is worded by the one group that knows it.
  private func sentence(at place: String) -> String {
    connectionSentence(at: place) ?? lossSentence(at: place) ?? answerSentence(at: place)
      ?? recordSentence(at: place) ?? fileSentence(at: place) ?? closedSentence
      ?? "\(place): \(kind.rawValue)"
  }

  private func connectionSentence(at place: String) -> String? {
    switch self {
    case .badURL(let url):
      "'\(url.printable())' is no http or https URL; write it as http://host:port/path"
    case .badMethod(let method):
      "'\(method.printable())' is no HTTP method; letters, such as GET or POST, make one"
    case .badHeaderName(let name):
      "'\(name.printable())' is no name of a header; letters, digits and hyphens make one"
    case .badHeader(let name):
      "the value of the header '\(name.printable())' holds a control character; take it out"
    case .refused:
      "nothing listens at \(place); start the server, or check host and port"
    case .unknownHost:
      "no address is known for \(place); check the host's name"
    case .unreachable(let reason):
      "\(place) can't be reached (\(reason.printable())); check the network and the address"
    case .connectTimeout(let limit):
      "\(place) didn't accept the connection within \(limit.words)"
    case .proxy(let host, let reason):
      "the proxy \(host.printable()) gave no connection to \(place) (\(reason.printable()))"
    case .certificate(let reason):
      "the certificate of \(place) isn't trusted (\(reason.printable()))"
    case .handshake(let reason):
      "no secure connection to \(place) (\(reason.printable())); "
        + "check that the server speaks https at this port"
    case .certificateFile(let path):
      "the certificates in \(path.printable()) can't be read; give a file in PEM format"
    case .noLibrary(let reason):
      "libcurl can't be used (\(reason.printable())); install libcurl 7.88 or newer (libcurl4)"
    case .noThread(let code):
      "no connection can be made (\(Self.reason(code))); raise the limit of open files"
    case .silent(let limit):
      "\(place) sent nothing for \(limit.words)"
    case .tooSlow(let limit):
      "\(place) didn't answer in full within \(limit.words)"
    default: nil
    }
  }

  private func lossSentence(at place: String) -> String? {
    switch self {
    case .noAnswer:
      "\(place) closed the connection without an answer; see the server's log"
    case .badAnswer(let reason):
      "\(place) answered with something that isn't HTTP (\(reason.printable())); check the port"
    case .badFraming(let reason):
      "the body from \(place) can't be read further (\(reason.printable())); see the server's log"
    case .endedByServer:
      "\(place) ended the stream"
    case .unaskedPart:
      "\(place) sent a part of the file though the whole was asked for; try again"
    case .brokenOff:
      "the connection to \(place) broke off before the body's end"
    default: nil
    }
  }

  private func answerSentence(at place: String) -> String? {
    switch self {
    case .status(let status, let body, let detail):
      Self.statusSentence(status, body: body, detail: detail, at: place)
    case .noContent(let status):
      "\(place) answered \(status) without a body; there is nothing to read"
    case .mediaType(let type, let expected?):
      "\(place) answered with \(type.isEmpty ? "no media type" : type.printable()), "
        + "not with \(expected.words)"
    case .mediaType(let type, nil) where type.isEmpty:
      "\(place) names no media type"
    case .mediaType(let type, nil):
      "\(place) answered with \(type.printable()), which isn't a stream"
    case .kindChanged(let kind, let type):
      "\(place) answered the reconnect with \(type.isEmpty ? "no media type" : type.printable()), "
        + "not with \(kind.rawValue) as before"
    case .damagedCoding:
      "the compressed body from \(place) is damaged; turn compression off for this endpoint"
    case .expandsTooFar(let limit):
      "the compressed body from \(place) is larger than \(ByteCount.limit(limit)) in full"
    case .bodyTooLarge(let limit):
      "the answer of \(place) is larger than \(limit) bytes"
    case .tooManyRedirects(let limit):
      "\(place) redirected more than \(limit) times; check the URL"
    case .redirectLoop(let url):
      "\(place) redirects in a circle by way of \(url.printable()); check the URL"
    case .redirectTarget(let target):
      "\(place) redirects to '\(target.printable())', which can't be followed"
    default: nil
    }
  }

  private func recordSentence(at place: String) -> String? {
    switch self {
    case .recordTooLarge(let limit):
      "a record from \(place) is larger than \(ByteCount.limit(limit))"
    case .invalidRecord(let fault):
      "an invalid record from \(place): \(fault.sentence.printable())"
    case .misread(let number, let type, let reason):
      "record \(number) from \(place) can't be read as \(type): \(reason.printable())"
    default: nil
    }
  }

  private func fileSentence(at place: String) -> String? {
    switch self {
    case .fileExists(let path):
      "\(path.printable()) exists already"
    case .noFolder(let path):
      "\(path.printable()) is no folder; make it first, or name another"
    case .noFile(let path):
      "\(path.printable()) can't be read to be sent; check its name and its permissions"
    case .fileError(let path, let code):
      "\(path.printable()) can't be written (\(Self.reason(code)))"
    case .partBusy(let part):
      "another download writes to \(part.printable()); wait for it, or use another name"
    case .digestMismatch(let name):
      "what came from \(place) as \(name.printable()) isn't what its SHA-256 promises; "
        + "don't use it, try again"
    case .standardOutput(let code):
      "standard output can't be written (\(Self.reason(code)))"
    default: nil
    }
  }

  private var closedSentence: String? {
    switch self {
    case .closedOutput: "nobody reads standard output any more"
    case .shutDown: "the client was shut down"
    case .cancelled: "it was cancelled"
    default: nil
    }
  }

  private static func keptSentence(
    _ part: KeptPart, _ reason: KeptPart.Reason, at place: String
  ) -> String {
    let ending =
      switch reason {
      case .lost: "the download from \(place) broke off"
      case .silent(let limit): "\(place) sent nothing for \(limit.words)"
      case .cancelled: "the download from \(place) was cancelled"
      }
    let count = part.total.map { "\(part.done) of \($0)" } ?? "\(part.done)"
    return ending + "; \(count) bytes are in \(part.path.printable())"
      + (part.canContinue || part.done == 0
        ? "" : ", but the server doesn't say of what version: start anew")
  }

  private static func statusSentence(
    _ status: Int, body: [UInt8], detail: JSONValue?, at place: String
  ) -> String {
    let said = detail?.words ?? String(decoding: body.prefix(200), as: UTF8.self).firstLine
    let advice =
      switch status {
      case 403: "; check that these credentials may read it"
      case 404: "; check the path"
      case 422: "; check the parameters"
      case 500...: "; see the server's log"
      default: ""
      }
    let text = said.isEmpty || said.hasPrefix("<") ? "" : ": \(said.printable())"
    return "\(place) answered \(status)\(text)\(advice)"
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
    default: return text()
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
