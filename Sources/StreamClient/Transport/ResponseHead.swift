import WebText

/// The head of a response: what stands before the body.
struct ResponseHead: Sendable, Hashable {
  var status: Int
  /// `1.0`, `1.1`, `2` or `3`.
  var httpVersion: String
  /// In the order in which they came.
  var headers: [HeaderField] = []
}

/// Reads the lines of heads as libcurl hands them over, one whole line after the other: those of
/// informational answers and of rounds of authentication too.
struct ResponseHeadReader {
  /// The most bytes of all heads and trailers of one transfer; a server could send lines without an
  /// end.
  static let limit = 1 << 20

  /// What a line was.
  enum Step {
    case more
    /// The blank line behind a head.
    case whole(ResponseHead)
    case tooLarge
  }

  private var head: ResponseHead?
  private var count = 0

  mutating func read(_ line: UnsafeRawBufferPointer) -> Step {
    count += line.count
    guard count <= Self.limit else { return .tooLarge }
    let text = line[..<Self.end(of: line)]
    guard !text.isEmpty else {
      defer { head = nil }
      return head.map(Step.whole) ?? .more
    }
    if Self.startsHead(text) {
      head = Self.statusLine(text)
    } else {
      add(text)
    }
    return .more
  }

  /// Without its line ending.
  private static func end(of line: UnsafeRawBufferPointer) -> Int {
    var end = line.count
    while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private static func startsHead(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.prefix(5).elementsEqual("HTTP/".utf8)
  }

  private static func statusLine(_ line: Slice<UnsafeRawBufferPointer>) -> ResponseHead {
    let words = line.dropFirst(5).split(separator: 0x20, maxSplits: 2)
    let version = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let status = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    return ResponseHead(status: status ?? 0, httpVersion: version)
  }

  /// UTF-8 where it is; else each byte is a character, as in the days when fields were Latin-1.
  /// Source: RFC 9110, 5.5; Fetch, "isomorphic decode".
  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// A line that begins with a blank goes on with the one before it. Source: RFC 9112, 5.2.
  private mutating func add(_ line: Slice<UnsafeRawBufferPointer>) {
    let isContinuation = line.first == 0x20 || line.first == 0x09
    if isContinuation, let last = head?.headers.indices.last {
      let more = Self.text(line).trimmingSpaces()
      head?.headers[last].value += " " + more
    } else if let colon = line.firstIndex(of: 0x3A) {
      let (name, value) = (Self.text(line[..<colon]), Self.text(line[(colon + 1)...]))
      head?.headers.append(HeaderField(name.trimmingSpaces(), value.trimmingSpaces()))
    }
  }
}
