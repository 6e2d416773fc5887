import TUI
import WebText

@testable import StreamClient

/// What a server's head makes: a file's name is one visible component, whatever the server says, and
/// what is printed holds nothing that a terminal obeys.
enum HeaderFuzzing {
  static func take(disposition input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    check(FileName(contentDisposition: text, url: "http://host/a").text)
    check(FileName(contentDisposition: nil, url: "http://host/" + text).text)
    if let name = FileName(reducing: text) { check(name.text) }
    if let range = ContentRange("bytes " + text), let start = range.start {
      require(start >= 0 && range.total.map { start < $0 } ?? true, "no range: \(range)")
    }
    checkForm(text)
  }

  private static func check(_ name: String) {
    require(!name.isEmpty && name != "." && name != "..", "no name: \(name)")
    require(name.utf8.count <= 210, "a name of \(name.utf8.count) bytes")
    require(!name.utf8.contains { "/\\".utf8.contains($0) }, "more than a name: \(name)")
    require(name.isHarmless && !name.hasPrefix("-") && !name.hasPrefix("."), "no name: \(name)")
  }

  /// What names a field of a form ends neither its quotes nor its line.
  private static func checkForm(_ text: String) {
    var form = MultipartForm(boundary: "b")
    form.add(text, bytes: [], fileName: text, mediaType: text)
    guard case .bytes(let head)? = form.pieces.first else { return }
    let lines = String(decoding: head, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    require(lines.count == 5 && head.count { $0 == 0x0A } == 4, "more lines than a head: \(lines)")
    require(lines[1].utf8.count { $0 == UInt8(ascii: "\"") } == 4, "a quote in: \(lines[1])")
  }

  static func take(printable input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let printable = text.printable()
    require(printable.isHarmless, "a control character in: \(printable)")
    require(printable.unicodeScalars.count <= 301, "\(printable.unicodeScalars.count) characters")
    var columns = 0
    for character in text {
      guard let drawn = CellWidth.drawn(character) else { continue }
      require(drawn.text.isHarmless, "drawn as it is: \(text.unicodeScalars.map(\.value))")
      require((1...2).contains(drawn.width), "\(drawn.width) columns")
      columns += drawn.width
    }
    require(columns <= 2 * text.unicodeScalars.count, "\(columns) columns")
  }
}
