/// Where one is in what the detail shows.
struct DetailScroll: Hashable, Sendable {
  /// The line at the top, and the row of it where it is wrapped.
  struct Place: Hashable, Sendable, Comparable {
    var line = 0
    var row = 0

    static func < (left: Place, right: Place) -> Bool {
      (left.line, left.row) < (right.line, right.row)
    }
  }

  var top = Place()
  /// The line under the cursor, where there is one.
  var cursor = 0
  /// Cells at the left that are not shown, where lines aren't wrapped.
  var left = 0
}
