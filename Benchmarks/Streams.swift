/// Many streams at once, and not for ever.
enum Streams {
  /// Runs so many at once; returns when all have ended. Those that haven't within the time are
  /// cancelled.
  static func run(
    _ count: Int, within limit: Duration, _ stream: @escaping @Sendable () async -> Void
  ) async {
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<count {
        group.addTask {
          await stream()
          return true
        }
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      var ended = 0
      while ended < count, await group.next() ?? false { ended += 1 }
      group.cancelAll()
    }
  }
}

/// A number of a benchmark, as the script that draws the table reads it.
struct Figure {
  var name: String
  var value: Int

  init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }

  /// In nanoseconds.
  init(_ name: String, _ value: Duration) {
    let (seconds, rest) = value.components
    self.init(name, Int(seconds) * 1_000_000_000 + Int(rest / 1_000_000_000))
  }

  /// Name and number between tabs.
  var line: String { "\(name)\t\(value)" }
}
