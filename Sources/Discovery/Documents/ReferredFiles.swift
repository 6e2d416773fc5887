import Endpoints
import Synchronization

/// A local document and the files that it refers to, which are part of what it says.
struct ReferredFiles: Sendable {
  let document: String
  let files: LocalFiles

  private final class Told: Sendable {
    let places = Mutex<Set<String>>([])
  }

  /// Absolute, the document first; those that are not there as well, since they may come.
  func places() -> [String] {
    let told = Told()
    let folder = DocumentFolder(of: document, files: files) { place in
      told.places.withLock { _ = $0.insert(place) }
    }
    if let bytes = try? files.contents(of: document, limit: DocumentReader.sizeLimit) {
      _ = try? DocumentReader.document(bytes, folder.files)
    }
    return [files.absolute(document)] + told.places.withLock { $0.sorted() }
  }
}
