extension RequestProblem: CustomStringConvertible {
  /// What is wrong and what to give instead, for people; without a full stop.
  public var sentence: String {
    switch self {
    case .missing(let name, let location, let type, let example):
      "missing \(location.rawValue) parameter \(name) (\(type)): "
        + "give it with -p \(name)=\(example)"
    case .unfit(let name, _, let expected):
      // Without the value: it may be a password.
      "\(name) does not fit: it must be \(expected)"
    case .unknown(let name, let known):
      "there is no parameter \(name.printable(limit: 40)): " + RequestProblem.offer(known)
    case .missingBody(let mediaType):
      "this endpoint needs a body (\(mediaType)): give it with -d DATA or -d @FILE"
    case .missingBaseURL:
      "nobody says where the backend runs: give --base-url http://HOST:PORT"
    case .several(let problems):
      problems.map(\.sentence).joined(separator: "; ")
    }
  }

  /// The same as `sentence`.
  public var description: String { sentence }

  private static func offer(_ known: [String]) -> String {
    known.isEmpty
      ? "this endpoint takes none" : "this endpoint takes " + known.joined(separator: ", ")
  }
}
