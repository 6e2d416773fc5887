/// What stands between a download and its place.
public enum DownloadObstacle: Hashable, Sendable {
  /// A file of that name is there.
  case taken(path: String)
  /// Its folder isn't there; `place` is where it was to go.
  case noFolder(path: String, place: String)
}
