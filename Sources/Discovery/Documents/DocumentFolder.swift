import Endpoints
import StreamDecoding

/// The folder of a local document: what lies in it or below may be referred to.
struct DocumentFolder: Sendable {
  private let document: String
  /// With all links followed.
  private let folder: String
  private let local: LocalFiles
  /// Is told of each file that is referred to, by its absolute path.
  private let tell: @Sendable (String) -> Void

  init(
    of document: String, files: LocalFiles, tell: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    let place = files.resolved(document)
    folder = LocalFiles.folder(of: place)
    self.document = place.split(separator: "/").last.map(String.init) ?? place
    local = files
    self.tell = tell
  }

  var files: OpenAPIFiles {
    OpenAPIFiles(document: document) { path, limit throws(ReferenceProblem) in
      try contents(of: path, limit: limit)
    }
  }

  private func contents(
    of path: String, limit: Int
  ) throws(ReferenceProblem) -> (value: JSONValue, bytes: Int) {
    let place = local.resolved(folder + "/" + path)
    guard LocalFiles.lies(place, in: folder) else { throw .outside }
    tell(place)
    guard local.kind(of: place) == .file else { throw .noFile }
    guard local.isRegular(place) else { throw .unreadable }
    let bytes: [UInt8]
    do throws(DiscoveryProblem) {
      bytes = try local.contents(of: place, limit: limit)
    } catch {
      if case .tooLarge = error { throw .tooMuch }
      throw .unreadable
    }
    if let value = (try? JSONValue(parsing: bytes)) ?? (try? YAMLReader.value(of: bytes)) {
      return (value, bytes.count)
    }
    throw .unreadable
  }
}
