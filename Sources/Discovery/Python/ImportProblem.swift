import StreamDecoding
import WebText

/// Why an application could not be imported; its source is read all the same.
enum ImportProblem: Error, Hashable {
  /// A package that this Python does not have.
  case missing(module: String)
  /// An error of the application's own; the last line of the traceback and its place.
  case raised(line: String)
  /// The application ended the process.
  case exited(status: Int)
  /// The process crashed.
  case crashed(signal: Int)
  /// Still importing at the limit.
  case tooSlow(limit: Duration)
  /// Nothing in the module, or nothing of that name, that FastAPI would serve.
  case noApplication(name: String?)
  /// Another Python problem, in words.
  case other(String)

  init(_ value: JSONValue, limit: Duration) {
    switch value["kind"]?.stringValue {
    case "missing": self = .missing(module: value["module"]?.stringValue ?? "")
    case "exit": self = .exited(status: value["status"]?.intValue ?? 1)
    case "signal": self = .crashed(signal: value["number"]?.intValue ?? 0)
    case "slow": self = .tooSlow(limit: limit)
    case "large": self = .other("it answered more than 64 MiB")
    case "silent": self = .other("its process closed the way to answer")
    case "noApplication": self = .noApplication(name: value["name"]?.stringValue)
    default: self = .raised(line: value["line"]?.stringValue ?? "an unknown error")
    }
  }

  /// What happened, and what to do next.
  func note(target: String, python: String) -> DiscoveryNote {
    DiscoveryNote(cause: cause(target: target, python: python), remedy: remedy)
  }

  private var remedy: DiscoveryRemedy? {
    switch self {
    case .missing: .namePython
    case .raised, .exited, .crashed, .tooSlow, .noApplication, .other: nil
    }
  }

  private func cause(target: String, python: String) -> String {
    let end = "; its source is read instead"
    switch self {
    case .missing(let module):
      let name = module.printable(limit: 80)
      return "\(target) is not imported: \(python) has no module \(name)\(end)"
    case .raised(let line):
      return "\(target) is not imported: \(line.printable(limit: 300))\(end)"
    case .exited(let status):
      return "\(target) is not imported: it ends the process with status \(status)\(end)"
    case .crashed(let signal):
      return "\(target) is not imported: it ends the process by signal \(signal)\(end)"
    case .tooSlow(let limit):
      return "\(target) is not imported: after \(limit.components.seconds) s it was not done "
        + "and was stopped\(end)"
    case .noApplication(let name?):
      return "\(target) is imported, but no application in it is called "
        + "\(name.printable(limit: 80))\(end)"
    case .noApplication(nil):
      return "\(target) is imported, but no application is found in it\(end); "
        + "name it, as in main:app"
    case .other(let words):
      return "\(target) is not imported: \(words.printable(limit: 300))\(end)"
    }
  }
}
