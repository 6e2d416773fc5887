import Endpoints

extension Endpoint {
  /// What its author says below the summary, in lines for a comment that fit a page: each without
  /// control characters, and empty ones between paragraphs.
  var remarks: [String] {
    if details.isEmpty { return [] }
    return details.split(separator: "\n", omittingEmptySubsequences: false).flatMap(Self.wrapped)
  }

  private static let width = 96

  private static func wrapped(_ line: Substring) -> [String] {
    let indent = String(repeating: " ", count: min(line.prefix { $0 == " " }.count, 12))
    var lines = [indent]
    for word in String(line).onOneLine.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.count + word.count > width, last != indent {
        lines.append(indent + word)
      } else {
        lines[lines.count - 1] = last == indent ? last + word : last + " " + word
      }
    }
    return lines == [indent] ? [""] : lines
  }
}
