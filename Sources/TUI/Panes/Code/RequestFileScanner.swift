/// Takes a file of requests apart: settings, remarks, and for each request its line, its headers and
/// its body.
struct RequestFileScanner {
  private enum Part {
    case start, headers, body
  }

  private let bytes: [UInt8]
  private var part = Part.start
  private(set) var pieces: [CodePiece] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      scan(position..<end)
      position = end
    }
  }

  private mutating func scan(_ line: Range<Int>) {
    let text = String(decoding: bytes[line], as: UTF8.self)
    if text.hasPrefix("###") { part = .start }
    switch part {
    case .start, .headers:
      if text.hasPrefix("#") || text.hasPrefix("//") { return add(.comment, line) }
      if text == "\n" {
        if part == .headers { part = .body }
        return add(.plain, line)
      }
      if text.hasPrefix("@") { return scanPair(line, endingAt: UInt8(ascii: "=")) }
      if part == .headers { return scanPair(line, endingAt: UInt8(ascii: ":")) }
      part = .headers
      let method = bytes[line].firstIndex(of: UInt8(ascii: " ")) ?? line.upperBound
      add(.keyword, line.lowerBound..<method)
      scanText(method..<line.upperBound, as: .string)
    case .body: scanBody(line, text)
    }
  }

  /// A name, a sign, and text with variables.
  private mutating func scanPair(_ line: Range<Int>, endingAt sign: UInt8) {
    guard let end = bytes[line].firstIndex(of: sign) else { return scanText(line, as: .plain) }
    add(.key, line.lowerBound..<end)
    add(.plain, end..<(end + 1))
    scanText((end + 1)..<line.upperBound, as: .string)
  }

  /// JSON has its colours; `{{NAME}}` is told apart in any text.
  private mutating func scanBody(_ line: Range<Int>, _ text: String) {
    for piece in JSONTokens(text).pieces {
      let start = line.lowerBound + piece.range.lowerBound
      scanText(start..<(start + piece.range.count), as: piece.kind)
    }
  }

  private mutating func scanText(_ range: Range<Int>, as kind: CodeToken.Kind) {
    var position = range.lowerBound
    while let open = firstIndex(of: "{{", in: position..<range.upperBound),
      let close = firstIndex(of: "}}", in: open..<range.upperBound)
    {
      add(kind, position..<open)
      add(.variable, open..<(close + 2))
      position = close + 2
    }
    add(kind, position..<range.upperBound)
  }

  private func firstIndex(of pair: String, in range: Range<Int>) -> Int? {
    let sign = Array(pair.utf8)
    return range.dropLast().first { bytes[$0] == sign[0] && bytes[$0 + 1] == sign[1] }
  }

  private mutating func add(_ kind: CodeToken.Kind, _ range: Range<Int>) {
    if !range.isEmpty { pieces.append(CodePiece(kind: kind, range: range)) }
  }
}
