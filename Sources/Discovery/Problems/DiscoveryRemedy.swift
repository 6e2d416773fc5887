import StreamClient

/// What the user can do about something that was not found. Who shows it says how: the command line
/// by its options, the screen by its keys.
public enum DiscoveryRemedy: Sendable, Hashable {
  /// What helps against a failed request.
  case request(StreamFailure.Remedy)
  /// Another Python, above all the project's own.
  case namePython
  /// More time to read the sources.
  case readLonger

  /// The remedy in the words of the command line.
  public var options: String {
    switch self {
    case .request(let remedy): remedy.options
    case .namePython: "name the project's Python with --python PATH"
    case .readLonger: "raise --discovery-timeout, or name a smaller folder"
    }
  }
}

/// A sentence of discovery's: what happened and where, and what the user can do about it.
struct DiscoveryNote: Hashable {
  var cause: String
  var remedy: DiscoveryRemedy?

  /// The whole, with the remedy in the words of `options`.
  func sentence(_ options: DiscoveryOptions) -> String {
    remedy.map { cause + "; " + options.words($0) } ?? cause
  }
}
