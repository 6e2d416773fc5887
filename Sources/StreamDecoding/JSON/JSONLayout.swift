/// A JSON text laid out for reading: one element or member a line, indented, each token with its
/// role for colouring.
///
/// It is drawn from the bytes, without a tree, and stops at a number of lines, so a huge record
/// costs what is shown of it. Numbers and strings stay as they were written, escapes included.
public struct JSONLayout: Sendable {
  /// What a piece of a line is, for its colour.
  public enum Role: Sendable, Hashable {
    /// A member name.
    case key
    /// A string.
    case string
    /// A number.
    case number
    /// `true` or `false`.
    case boolean
    /// `null`.
    case null
    /// A bracket, a colon or a comma.
    case punctuation
  }

  /// A piece of a line.
  public struct Span: Sendable, Hashable {
    /// What the piece is.
    public var role: Role
    /// Its text.
    public var text: Text

    /// Bytes of the JSON text, or punctuation set by the layout.
    public enum Text: Sendable, Hashable {
      /// These bytes of the JSON text.
      case source(Range<Int>)
      /// This text.
      case fixed(String)
    }
  }

  /// One line.
  public struct Line: Sendable, Hashable {
    /// The level, from 0.
    public var indent: Int
    /// The pieces, to be shown without space between them.
    public var spans: [Span]
  }

  /// The lines, as many as were asked for.
  public private(set) var lines: [Line] = []
  /// Whether the text goes on after the last line.
  public private(set) var isCut = false
  /// Where the text stops being JSON; the lines show it up to there.
  public private(set) var fault: RecordFault?
  private var last: JSONToken.Kind?

  /// The first `maximumLines` lines of the JSON text `bytes`.
  public init(_ bytes: UnsafeRawBufferPointer, maximumLines: Int) {
    var scanner = JSONScanner()
    while true {
      switch scanner.next(in: bytes) {
      case .token(let token):
        guard place(token, depth: scanner.depth, maximumLines: maximumLines) else {
          isCut = true
          return
        }
      case .fault(let fault):
        self.fault = fault
        return
      case .needsMore, .finished:
        let rest = skipWhiteSpace(bytes, from: scanner.position)
        if rest < bytes.count { fault = RecordFault(offset: rest, reason: .trailingBytes) }
        return
      }
    }
  }

  /// The first `maximumLines` lines of the JSON text `bytes`.
  public init(_ bytes: [UInt8], maximumLines: Int = .max) {
    self = bytes.withUnsafeBytes { JSONLayout($0, maximumLines: maximumLines) }
  }

  /// Adds a token; false if it needs a line more than there may be.
  private mutating func place(_ token: JSONToken, depth: Int, maximumLines: Int) -> Bool {
    defer { last = token.kind }
    let isClosing = token.kind == .objectEnd || token.kind == .arrayEnd
    let isAfterKey = last == .key
    // An empty array or object stays on one line.
    let isEmptyContainer = isClosing && (last == .objectStart || last == .arrayStart)
    if !isAfterKey, !isEmptyContainer {
      guard lines.count < maximumLines else { return false }
      if !isClosing, last != nil, last != .objectStart, last != .arrayStart {
        append(Span(role: .punctuation, text: .fixed(",")))
      }
      let opens = token.kind == .objectStart || token.kind == .arrayStart
      lines.append(Line(indent: opens ? depth - 1 : depth, spans: []))
    }
    append(Span(role: Self.role(of: token.kind), text: .source(token.range)))
    if token.kind == .key { append(Span(role: .punctuation, text: .fixed(": "))) }
    return true
  }

  private mutating func append(_ span: Span) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1].spans.append(span)
  }

  private static func role(of kind: JSONToken.Kind) -> Role {
    switch kind {
    case .objectStart, .objectEnd, .arrayStart, .arrayEnd: .punctuation
    case .key: .key
    case .string: .string
    case .number: .number
    case .true, .false: .boolean
    case .null: .null
    }
  }
}
