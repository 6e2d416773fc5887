import Endpoints
import StreamClient
import WebText

extension DiscoveryProblem {
  /// What happened, where, and what to do next.
  var note: DiscoveryNote { DiscoveryNote(cause: cause, remedy: remedy) }

  private var cause: String {
    switch self {
    case .unreachable(let failure): failure.cause
    case .unauthorized(let url, let status, let hasCredentials):
      "\(url) answered \(status): it "
        + (hasCredentials ? "does not accept the credentials that were given" : "wants credentials")
    case .status(let url, 404): "there is no document at \(url): it answered 404"
    case .status(let url, let status): "\(url) answered \(status); see the server's log"
    case .noDocument(let tried, let pages): noDocument(tried: tried, pages: pages)
    case .unreadable(let at, let failure): "\(at) holds \(failure.sentence)"
    case .tooLarge(let at, let limit):
      "\(at) is larger than \(ByteCount.limit(limit)), which no OpenAPI document should be"
    case .noFile(let path): "there is no file \(WebURL.hidingSecrets(inName: path))"
    case .unreadableFile(let path): "\(path) cannot be read; check its permissions"
    case .noFolder(let path, isFile: true):
      "\(WebURL.hidingSecrets(inName: path)) is neither a folder nor a .py, .json or .yaml file"
    case .noFolder(let path, isFile: false):
      "there is no folder \(WebURL.hidingSecrets(inName: path)); an application is written main:app or path/main.py, "
        + "a server http://host:port"
    case .noModule(let name, let tried):
      "there is no module \(name) here: tried \(tried.joined(separator: ", "))"
    case .noPython(let tried):
      "no Python to read the source with: tried \(tried.joined(separator: ", "))"
    case .pythonDoesNotStart(let path): "\(path) does not start"
    case .inspectorFailed(let target, let lastLine):
      "the source of \(target) cannot be read: \(lastLine)"
    case .inspectorTooSlow(let target, let limit):
      "reading the source of \(target) took longer than \(limit.components.seconds) s "
        + "and was stopped"
    case .inspectorAnswer(let target):
      "reading the source of \(target) gave no answer, as from a Python before 3.8"
    }
  }

  private var remedy: DiscoveryRemedy? {
    switch self {
    case .unreachable(let failure): failure.remedy.map(DiscoveryRemedy.request)
    case .unauthorized(_, _, hasCredentials: false): .request(.giveCredentials)
    case .noPython, .pythonDoesNotStart, .inspectorFailed, .inspectorAnswer: .namePython
    case .inspectorTooSlow: .readLonger
    case .unauthorized(_, _, hasCredentials: true), .status, .noDocument, .unreadable, .tooLarge,
      .noFile, .unreadableFile, .noFolder, .noModule:
      nil
    }
  }

  private func noDocument(tried: [String], pages: [String]) -> String {
    let paths = tried.map { URLText($0).path }.joined(separator: ", ")
    let server = tried.first.map { URLText($0) } ?? URLText("")
    let host = server.isOfSocket ? PercentCoding.decoded(server.host) : server.host
    let page = pages.isEmpty ? "" : " (\(URLText(pages[0]).path) is a web page)"
    return "\(host) has no OpenAPI document at \(paths)\(page); give the document's URL, "
      + "or the application itself: main:app or path/main.py"
  }
}

extension TargetProblem {
  /// What is wrong with the argument, and what one looks like.
  public var sentence: String {
    switch self {
    case .empty: "an empty TARGET; \(TargetProblem.forms)"
    case .scheme(let name): "\(name):// cannot be inspected; \(TargetProblem.forms)"
    case .noHost: "a URL that names no host; \(TargetProblem.forms)"
    }
  }

  private static let forms =
    "give http://host:port, an OpenAPI document, main:app, path/main.py or a folder"
}
