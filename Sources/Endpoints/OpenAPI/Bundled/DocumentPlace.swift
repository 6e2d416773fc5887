import WebText

/// A value in one of the files that make a document.
struct DocumentPlace: Hashable {
  /// The file's path below the document's folder, with neither `.` nor `..`.
  let file: String
  /// The way to the value in it.
  var steps: [String]

  /// What a reference says behind its `#`: nothing, a pointer, or an anchor's name.
  ///
  /// - Parameter file: The file that the reference stands in.
  static func parts(
    of reference: String, from file: String
  ) throws(ReferenceProblem) -> (file: String, fragment: Substring) {
    let end = reference.firstIndex(of: "#") ?? reference.endIndex
    let fragment = reference[end...]
    guard end > reference.startIndex else { return (file, fragment) }
    let scheme = reference[..<end].prefix { !":/".contains($0) }
    if reference.hasPrefix("//") || reference[scheme.endIndex...].hasPrefix(":") { throw .url }
    // Decoded before it is looked at: `%2e%2e` is `..`.
    let path = PercentCoding.decoded(reference[..<end])
    guard !path.hasPrefix("/"), !path.utf8.contains(0) else { throw .outside }
    var names = file.split(separator: "/").dropLast()
    for name in path.split(separator: "/") where name != "." {
      if name != ".." {
        names.append(name)
      } else if names.popLast() == nil {
        throw .outside
      }
    }
    return (names.joined(separator: "/"), fragment)
  }
}
