import Endpoints
import StreamClient

/// Why a target gave nothing.
enum DiscoveryProblem: Error, Hashable {
  /// No answer at all.
  case unreachable(StreamFailure)
  /// 401 or 403; `hasCredentials` where some were sent.
  case unauthorized(url: String, status: Int, hasCredentials: Bool)
  /// Another status outside 2xx.
  case status(url: String, status: Int)
  /// None of these has a document; `pages` are those that answered with a web page.
  case noDocument(tried: [String], pages: [String])
  /// The answer, or the file, is not a document that can be read.
  case unreadable(at: String, OpenAPIFailure)
  /// Larger than the limit, in bytes.
  case tooLarge(at: String, limit: Int)
  /// No such file.
  case noFile(String)
  /// The file cannot be read.
  case unreadableFile(String)
  /// No such folder; `isFile` when a file has the name.
  case noFolder(String, isFile: Bool)
  /// No file makes this module.
  case noModule(String, tried: [String])
  /// Nothing to run the inspector with.
  case noPython(tried: [String])
  /// The Python the user named does not start.
  case pythonDoesNotStart(String)
  /// The inspector ended with an error; `lastLine` of what it wrote.
  case inspectorFailed(target: String, lastLine: String)
  /// The inspector took too long.
  case inspectorTooSlow(target: String, limit: Duration)
  /// The inspector wrote something else than its answer, or too much of it.
  case inspectorAnswer(target: String)
}
