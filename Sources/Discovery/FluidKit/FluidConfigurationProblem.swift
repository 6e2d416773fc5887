import Endpoints
import WebText

/// What is wrong in `fluid.config.json`.
public enum FluidConfigurationProblem: Error, Sendable, Hashable {
  /// The file cannot be read, or is far too large.
  case unreadable
  /// It cannot be read as JSON at all.
  case notJSON
  /// It is JSON, but no object.
  case notAnObject
  /// A value is of the wrong type, or none of those that are known.
  case wrongValue(at: String, wanted: String)
  /// `target` names an environment that is not there.
  case unknownTarget(String, known: String)

  /// What is wrong, where, and what counts instead.
  public var sentence: String {
    let file = FluidConfiguration.fileName
    return switch self {
    case .unreadable: "\(file) cannot be read; check its size and its permissions"
    case .notJSON: "\(file) is no JSON; it is left out"
    case .notAnObject: "\(file) holds no object; it is left out"
    case .wrongValue(let place, let wanted):
      "\(file): \(place.printable(limit: 80)) should be \(wanted); the default counts instead"
    case .unknownTarget(let name, let known):
      "\(file): there is no environment \(name.printable(limit: 40)) (there is "
        + "\(known.printable(limit: 80))); development counts instead"
    }
  }
}
