/// What the user's pager shows.
public enum PagedText: Sendable, Hashable {
  case text(String)
  /// One record: JSON with its lines.
  case record(RecordLines)
  /// Records, a line each.
  case records(RecordLines)
}
