/// Why a request cannot be made of the values given.
public indirect enum RequestProblem: Error, Sendable, Hashable {
  /// A required parameter has no value. `example` is a value that would do.
  case missing(parameter: String, location: ParameterLocation, type: String, example: String)
  /// A value does not fit its schema; `expected` is what it must, in the user's words:
  /// `be integer`, `match ^[a-z]+$`.
  case unfit(parameter: String, value: String, expected: String)
  /// No parameter has this name.
  case unknown(parameter: String, known: [String])
  /// The endpoint needs a body.
  case missingBody(mediaType: String)
  /// Nobody said where the backend runs.
  case missingBaseURL
  /// More than one of them.
  case several([RequestProblem])
}
