extension String {
  /// Whether each byte is a cell: printable ASCII.
  var isPlain: Bool {
    let isPlain = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 &- 0x20 < 0x5F }
    }
    return isPlain ?? false
  }

  /// The cells the text takes as it is drawn.
  public var columns: Int {
    if isPlain { return utf8.count }
    return reduce(0) { $0 + CellWidth.columns(of: $1) }
  }

  /// The text in at most `limit` cells, cut between grapheme clusters; what is cut ends in
  /// `ellipsis`.
  public func clipped(toColumns limit: Int, ellipsis: String = "…") -> String {
    if isPlain, utf8.count <= limit { return self }
    var taken = 0
    var cut = startIndex
    let room = limit - ellipsis.columns
    for index in indices {
      let width = CellWidth.columns(of: self[index])
      if taken + width > limit {
        return room >= 0 ? String(self[..<cut]) + ellipsis : ""
      }
      taken += width
      if taken <= room { cut = self.index(after: index) }
    }
    return self
  }

  /// The text in at most `limit` cells, its beginning and its end kept: of a path the file's name
  /// says more than the folders.
  func clippedInMiddle(toColumns limit: Int, ellipsis: String = "…") -> String {
    guard columns > limit else { return self }
    let room = limit - ellipsis.columns
    guard room > 1 else { return clipped(toColumns: limit, ellipsis: ellipsis) }
    let start = clipped(toColumns: room / 3, ellipsis: "")
    var end: [Character] = []
    var left = room - start.columns
    for character in reversed() {
      left -= CellWidth.columns(of: character)
      if left < 0 { break }
      end.append(character)
    }
    return start + ellipsis + String(end.reversed())
  }

  /// A sentence in at most `limit` cells; what helps, after its last semicolon, stays whole where it
  /// can.
  func clipped(beforeRemedyToColumns limit: Int, ellipsis: String) -> String {
    guard columns > limit, let end = lastRange(of: "; ") else {
      return clipped(toColumns: max(0, limit), ellipsis: ellipsis)
    }
    let remedy = String(self[end.lowerBound...])
    let room = limit - remedy.columns
    // Of what happened a word or two have to be left, or nobody knows what the remedy is for.
    guard room >= 12 else { return clipped(toColumns: max(0, limit), ellipsis: ellipsis) }
    return self[..<end.lowerBound].description.clipped(toColumns: room, ellipsis: ellipsis) + remedy
  }

  private func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }

  /// The text filled with spaces to `columns` cells, or clipped to them.
  func padded(toColumns columns: Int) -> String {
    let clipped = clipped(toColumns: columns)
    return clipped + String(repeating: " ", count: max(0, columns - clipped.columns))
  }
}
