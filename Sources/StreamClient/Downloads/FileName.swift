import WebText

/// A name a server may give a file on this disk: one path component, visible, no device.
struct FileName: Sendable, Hashable {
  /// Never empty, never `.` or `..`, without slashes, backslashes and control characters.
  var text: String

  /// Most file systems take 255 bytes; `.part` and its sidecar need some of them.
  private static let limit = 200

  /// Names Windows keeps for devices, with any extension; such a file could not be copied there.
  private static let devices: Set<String> = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]

  /// Reduces a server's name to its last component; nil where nothing is left of it.
  init?(reducing name: String) {
    let last =
      name.unicodeScalars.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" }
      ).last ?? []
    var scalars = last.filter { !$0.isUnseen }[...]
    let isEdge: (Unicode.Scalar) -> Bool = { $0 == "." || $0 == " " }
    scalars = scalars.drop(while: isEdge)
    while let end = scalars.last, isEdge(end) { scalars.removeLast() }
    let text = Self.cut(String(String.UnicodeScalarView(scalars)))
    guard !text.isEmpty else { return nil }
    let stem = text.prefix { $0 != "." }.lowercased()
    // A name with a hyphen in front would be an option to whatever command it is given to.
    self.text = Self.devices.contains(stem) || text.hasPrefix("-") ? "_" + text : text
  }

  /// The name for a download: what the server gives, else the URL's last component, else
  /// `download`.
  init(contentDisposition: String?, url: String) {
    let given = ContentDisposition(contentDisposition)?.fileName.flatMap(FileName.init(reducing:))
    self = given ?? FileName(urlPath: url) ?? FileName(verbatim: "download")
  }

  private init?(urlPath url: String) {
    guard let path = WebURL(url)?.decodedPath, !path.hasSuffix("/") else { return nil }
    self.init(reducing: path)
  }

  private init(verbatim text: String) {
    self.text = text
  }

  /// Cuts between characters, keeping the extension; within a character only where it is the first
  /// and too long by itself.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var stem = text
    var ending = ""
    if let dot = text.lastIndex(of: "."), text[dot...].utf8.count <= 20 {
      ending = String(text[dot...])
      stem = String(text[..<dot])
    }
    var end = stem.startIndex
    var length = ending.utf8.count
    for index in stem.unicodeScalars.indices {
      length += UTF8.width(stem.unicodeScalars[index])
      guard length <= limit else { break }
      end = stem.unicodeScalars.index(after: index)
    }
    let whole = stem[..<end]
    let isBetweenCharacters = end.samePosition(in: stem) != nil
    return (isBetweenCharacters || whole.count == 1 ? whole : whole.dropLast()) + ending
  }
}
