extension RecordFault {
  /// The fault in words, with its line and its column in the text that was parsed; both count from 1,
  /// columns in characters.
  public func sentence(in text: String) -> String {
    let before = text.utf8.prefix(offset)
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map(text.utf8.index(after:)) ?? text.startIndex
    let column = text[start..<before.endIndex].count + 1
    return "line \(line), column \(column): \(reason.words)"
  }
}
