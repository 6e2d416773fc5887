import Endpoints

extension Catalog {
  /// The backend's name and version, as an exported file begins; `API` where it has no name.
  var heading: String {
    let isSeen = title?.contains { $0.isLetter || $0.isNumber || $0.isSymbol } == true
    let name = isSeen ? title ?? "" : "API"
    return ([name] + [version].compactMap(\.self).filter { !$0.isEmpty }).joined(separator: " ")
  }
}
