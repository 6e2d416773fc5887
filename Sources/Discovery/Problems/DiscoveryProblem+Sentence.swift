import Endpoints
import StreamClient

extension DiscoveryProblem {
  /// What happened, where, and what to do next.
  var sentence: String {
    switch self {
    case .unreachable(let failure): failure.sentence
    case .unauthorized, .status, .noDocument, .unreadable, .tooLarge: documentSentence
    case .noFile, .unreadableFile, .noFolder, .noModule: fileSentence
    case .noPython, .pythonDoesNotStart, .inspectorFailed, .inspectorTooSlow, .inspectorAnswer:
      pythonSentence
    }
  }

  private var documentSentence: String {
    switch self {
    case .unauthorized(let url, let status, hasCredentials: false):
      "\(url) answered \(status): it wants credentials; give them with "
        + "-H 'Authorization: Bearer …', --bearer or --user"
    case .unauthorized(let url, let status, hasCredentials: true):
      "\(url) answered \(status): it does not accept the credentials that were given"
    case .status(let url, 404): "there is no document at \(url): it answered 404"
    case .status(let url, let status):
      "\(url) answered \(status); see the server's log"
    case .noDocument(let tried, let pages):
      noDocument(tried: tried, pages: pages)
    case .unreadable(let at, let failure):
      "\(at) holds \(failure.sentence)"
    case .tooLarge(let at, let limit):
      "\(at) is larger than \(limit >> 20) MB, which no OpenAPI document should be"
    default: ""
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

  private var fileSentence: String {
    switch self {
    case .noFile(let path): "there is no file \(path)"
    case .unreadableFile(let path): "\(path) cannot be read; check its permissions"
    case .noFolder(let path, isFile: true):
      "\(path) is neither a folder nor a .py, .json or .yaml file"
    case .noFolder(let path, isFile: false):
      "there is no folder \(path); an application is written main:app or path/main.py, "
        + "a server http://host:port"
    case .noModule(let name, let tried):
      "there is no module \(name) here: tried \(tried.joined(separator: ", "))"
    default: ""
    }
  }

  private var pythonSentence: String {
    switch self {
    case .noPython(let tried):
      "no Python to read the source with: tried \(tried.joined(separator: ", ")); "
        + "name one with --python PATH"
    case .pythonDoesNotStart(let path):
      "\(path) does not start; name another Python with --python PATH"
    case .inspectorFailed(let target, let lastLine):
      "the source of \(target) cannot be read: \(lastLine)"
    case .inspectorTooSlow(let target, let limit):
      "reading the source of \(target) took longer than \(limit.components.seconds) s "
        + "and was stopped; name a smaller folder, or the application's file"
    case .inspectorAnswer(let target):
      "reading the source of \(target) gave no answer; is --python a Python 3.8 or later?"
    default: ""
    }
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
