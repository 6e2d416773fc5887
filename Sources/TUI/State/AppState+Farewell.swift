extension AppState {
  /// One line for after the program: what was seen. Nil if nothing was run.
  public var farewell: String? {
    guard !streams.isEmpty else { return nil }
    let all = streams.values
    let records = all.reduce(0) { $0 + $1.records }
    let bytes = all.reduce(0) { $0 + $1.bytes }
    var parts = [
      Self.count(all.count, "stream"), Self.count(records, "record"), bytes.bytes,
    ]
    let files = all.compactMap { $0.progress?.saved }.sorted()
    if !files.isEmpty { parts.append("saved " + files.joined(separator: ", ")) }
    return "seen: " + parts.joined(separator: ", ")
  }

  private static func count(_ count: Int, _ word: String) -> String {
    "\(count.grouped) \(word)\(count == 1 ? "" : "s")"
  }
}
