extension AppState {
  /// One line for after the program: what was seen and what was written. Nil if there is nothing to
  /// tell.
  public var farewell: String? {
    guard !streams.isEmpty || !writtenPlaces.isEmpty else { return nil }
    let all = Array(streams.values) + Array(otherRuns.values)
    let records = all.reduce(0) { $0 + $1.records }
    let bytes = all.reduce(0) { $0 + $1.bytes }
    var parts = [
      all.count.counted("stream"), records.counted("record"), bytes.bytes,
    ]
    let captures = recordings.values.map(\.path).filter { !savedFiles.contains($0) }
    let saved = savedFiles + captures.sorted()
    if !saved.isEmpty { parts.append("saved " + saved.joined(separator: ", ")) }
    let written = writtenPlaces.joined(separator: ", ")
    if streams.isEmpty { return "client code is in " + written }
    if !written.isEmpty { parts.append("client code is in " + written) }
    return "seen: " + parts.joined(separator: ", ")
  }
}
