/// Follows files and folders of source by their sizes and times.
struct FileWatch: Sendable {
  /// Files and folders, absolute; asked for again when one of them has changed, since documents
  /// may refer to other files then.
  let places: @Sendable () -> [String]
  /// Names are told from here.
  let root: String

  /// Looking costs at most a twentieth of the time.
  private static let rarest = 20
  private static let pause = Duration.seconds(1)
  /// Editors write several files; they are one change when none follows in this time.
  private static let settling = Duration.milliseconds(300)
  /// Where a file changes all the time, a log for one, it is told after so many.
  private static let settlings = 10

  func run(report: @Sendable (String) -> Void) async {
    var places = places()
    var known = SourceFingerprint(places)
    while !Task.isCancelled {
      try? await Task.sleep(for: max(FileWatch.pause, known.cost * FileWatch.rarest))
      var now = SourceFingerprint(places)
      guard now != known else { continue }
      for _ in 0..<FileWatch.settlings where !Task.isCancelled {
        try? await Task.sleep(for: FileWatch.settling)
        let later = SourceFingerprint(places)
        if later == now { break }
        now = later
      }
      if Task.isCancelled { return }
      report(sentence(now.changes(since: known)))
      known = now
      let later = self.places()
      guard later != places else { continue }
      places = later
      known = SourceFingerprint(places)
    }
  }

  private func sentence(_ changed: [String]) -> String {
    let names = changed.prefix(2).map { path in
      path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }
    let more = changed.count > 2 ? " and \(changed.count - 2) more" : ""
    return names.map { $0.shown }.joined(separator: ", ") + more + " changed"
  }
}

extension String {
  /// The end of a long path says more than its beginning.
  fileprivate var shown: String {
    count <= 60 ? self : "…" + suffix(59)
  }
}
