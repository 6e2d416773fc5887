import StreamDecoding
import WebText

/// Why a text is not an OpenAPI document that can be read.
public enum OpenAPIFailure: Error, Sendable, Hashable {
  /// Not JSON; `length` is the text's, in bytes, so that a cut document can be told.
  case notJSON(RecordFault, length: Int)
  /// A web page.
  case html
  /// Neither JSON nor a web page: YAML, if it is a document at all.
  case notJSONButMaybeYAML
  /// Not YAML either; lines are counted from 1.
  case notYAML(line: Int, problem: String)
  /// JSON or YAML, but no OpenAPI document; `found` names its first keys.
  case notOpenAPI(found: [String])
  /// An OpenAPI or Swagger version that is not read.
  case version(String)

  /// What is wrong, for people: continues "… answered with", "… holds".
  public var sentence: String {
    switch self {
    case .notJSON(_, length: 0): "nothing at all"
    case .notJSON(let fault, let length):
      fault.offset >= length
        ? "a JSON document that breaks off at byte \(length)"
        : "no valid JSON: \(fault.sentence)"
    case .html: "a web page, not an OpenAPI document"
    case .notJSONButMaybeYAML: "neither JSON nor a web page"
    case .notYAML(let line, let problem):
      "neither JSON nor valid YAML: line \(line): \(problem.printable(limit: 120))"
    case .notOpenAPI(let found):
      found.isEmpty
        ? "no OpenAPI document"
        : "no OpenAPI document (its keys: \(found.joined(separator: ", ")))"
    case .version(let text):
      "version \(text.printable(limit: 20)) of OpenAPI, and 2.0 (Swagger), 3.0, 3.1 and 3.2 are read"
    }
  }
}
