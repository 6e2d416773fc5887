import StreamDecoding

/// What to write of each record: columns, or a text with fields in braces.
///
///     .user.id,.items[0],event      columns, as tab-separated values
///     {.user.name}: {.text}         a template; {{ and }} stand for braces, \t and \n for themselves
///
/// A field is a path of `RecordFilter`'s, or `event`, `id`, `n`, `time` or `data`. Strings are written
/// without quotes, other values as JSON, and nothing where a record has no such field.
public struct RecordTemplate: Sendable {
  private enum Field: Sendable {
    case path(FieldPath)
    case event
    case id
    case number
    case time
    case data
  }

  private enum Piece: Sendable {
    case text([UInt8])
    case field(Field)
  }

  /// One record, as far as a template can name it.
  public struct Record: Sendable {
    /// The record's number, from 1.
    public var number: Int
    /// When it came, as it is to be written.
    public var time: String
    /// An event's type; empty for other kinds.
    public var event: ArraySlice<UInt8>
    /// An event's last event ID; empty where there is none.
    public var id: ArraySlice<UInt8>
    /// An event's data, a JSON text, a piece of text.
    public var payload: ArraySlice<UInt8>

    /// Makes a record.
    public init(
      number: Int, time: String, event: ArraySlice<UInt8>, id: ArraySlice<UInt8>,
      payload: ArraySlice<UInt8>
    ) {
      self.number = number
      self.time = time
      self.event = event
      self.id = id
      self.payload = payload
    }
  }

  private var pieces: [Piece] = []
  /// Whether a tab or the end of a line within a value would be taken for a separator.
  private let isTable: Bool

  /// Reads columns, fields with commas between.
  public init(columns text: String) throws(RecordTemplateProblem) {
    isTable = true
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
    for (position, name) in names.enumerated() {
      if position > 0 { pieces.append(.text([0x09])) }
      pieces.append(.field(try Self.field(String(name))))
    }
  }

  /// Reads a text with fields in braces.
  public init(parsing text: String) throws(RecordTemplateProblem) {
    isTable = false
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{") where rest.first != byte:
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { throw .openBrace }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = []
        pieces.append(.field(try Self.field(String(decoding: rest[..<end], as: UTF8.self))))
        rest = rest[(end + 1)...]
      case UInt8(ascii: "}") where rest.first != byte: throw .strayBrace
      case UInt8(ascii: "{"), UInt8(ascii: "}"): plain.append(rest.removeFirst())
      case UInt8(ascii: "\\"): plain.append(Self.escaped(&rest))
      default: plain.append(byte)
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
  }

  private static func escaped(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
    let controls: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
      UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]
    guard let letter = rest.first, let byte = controls[letter] else { return UInt8(ascii: "\\") }
    rest.removeFirst()
    return byte
  }

  private static func field(_ text: String) throws(RecordTemplateProblem) -> Field {
    let name = text.trimmingSpaces
    switch name {
    case "event": return .event
    case "id": return .id
    case "n": return .number
    case "time": return .time
    case "data": return .data
    case _ where name.hasPrefix("."):
      do throws(RecordFilterProblem) {
        return .path(try FieldPath(parsing: name))
      } catch {
        throw .badPath(error)
      }
    default: throw .unknownName(name)
    }
  }

  /// Writes the line of one record, with its end.
  public func write(_ record: Record, to output: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .text(let bytes): output.append(contentsOf: bytes)
      case .field(let field): write(field, of: record, to: &output)
      }
    }
    output.append(0x0A)
  }

  private func write(_ field: Field, of record: Record, to output: inout [UInt8]) {
    switch field {
    case .path(let path):
      record.payload.withUnsafeBytes { bytes in
        guard let range = path.find(in: bytes) else { return }
        if bytes[range.lowerBound] == UInt8(ascii: "\"") {
          write(text: JSONString.text(of: range, in: bytes).utf8, to: &output)
        } else {
          // White space between tokens means nothing, but a tab or a line's end would here.
          output.append(contentsOf: bytes[range].lazy.map { $0 < 0x20 ? 0x20 : $0 })
        }
      }
    case .event: write(text: record.event, to: &output)
    case .id: write(text: record.id, to: &output)
    case .number: output.append(contentsOf: String(record.number).utf8)
    case .time: output.append(contentsOf: record.time.utf8)
    case .data: write(text: record.payload, to: &output)
    }
  }

  /// In a table as `jq`'s `@tsv` writes it.
  private func write(text: some Sequence<UInt8>, to output: inout [UInt8]) {
    guard isTable else { return output.append(contentsOf: text) }
    for byte in text {
      switch byte {
      case 0x09: output.append(contentsOf: #"\t"#.utf8)
      case 0x0A: output.append(contentsOf: #"\n"#.utf8)
      case 0x0D: output.append(contentsOf: #"\r"#.utf8)
      case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
      default: output.append(byte)
      }
    }
  }
}

/// Why columns or a template can't be read.
public enum RecordTemplateProblem: Error, Sendable, Hashable {
  /// A path with a part that is neither a name nor a number in brackets.
  case badPath(RecordFilterProblem)
  /// A field that is neither a path nor one of the names.
  case unknownName(String)
  /// A brace that nothing closes.
  case openBrace
  /// A closing brace that nothing opened.
  case strayBrace

  /// The problem in words, for a person: what is wrong and what to type instead.
  public var sentence: String {
    switch self {
    case .badPath(let problem): problem.sentence
    case .unknownName(let name):
      "“\(name)” is no field; write a path, .user.id for one, or event, id, n, time or data"
    case .openBrace: "a { has no }; write {{ for a brace"
    case .strayBrace: "a } has no {; write }} for a brace"
    }
  }
}

extension String {
  /// Without the spaces and tabs at its ends.
  fileprivate var trimmingSpaces: String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = utf8.firstIndex { !isSpace($0) } ?? endIndex
    let rest = utf8[start...]
    let end = rest.lastIndex { !isSpace($0) }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
