import WebText

extension RequestProblem: CustomStringConvertible {
  /// What the user can do about it; who shows it says how.
  public enum Remedy: Sendable, Hashable {
    /// Give the parameter a value, for example this one.
    case giveValue(parameter: String, example: String)
    /// Give a body.
    case giveBody
    /// Say where the backend runs.
    case nameServer

    /// The remedy in the words of the command line.
    public var options: String {
      switch self {
      case .giveValue(let name, let example): "give it with -p \(name)=\(example)"
      case .giveBody: "give it with -d DATA or -d @FILE"
      case .nameServer: "give --base-url http://HOST:PORT"
      }
    }
  }

  /// What is wrong and what to give instead, in the words of the command line; without a full stop.
  public var sentence: String { sentence(\.options) }

  /// The same with the remedies in other words.
  public func sentence(_ words: (Remedy) -> String) -> String {
    switch self {
    case .missing(let name, let location, let type, let example):
      "missing \(location.rawValue) parameter \(name) (\(type)): "
        + words(.giveValue(parameter: name, example: example))
    case .unfit(let name, _, let expected):
      // Without the value: it may be a password.
      "\(name) does not fit: it must \(expected)"
    case .unknown(let name, let known):
      "there is no parameter \(name.printable(limit: 40)): " + RequestProblem.offer(known)
    case .missingBody(let mediaType):
      "this endpoint needs a body (\(mediaType)): " + words(.giveBody)
    case .missingBaseURL:
      "nobody says where the backend runs: " + words(.nameServer)
    case .several(let problems):
      problems.map { $0.sentence(words) }.joined(separator: "; ")
    }
  }

  /// The same as `sentence`.
  public var description: String { sentence }

  private static func offer(_ known: [String]) -> String {
    known.isEmpty
      ? "this endpoint takes none" : "this endpoint takes " + known.joined(separator: ", ")
  }
}
