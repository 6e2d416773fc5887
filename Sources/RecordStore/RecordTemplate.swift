/// What to write of each record: columns, or a text with fields in braces.
///
///     .user.id,.items[0],event      columns, as tab-separated values
///     {.user.name}: {.text}         a template; {{ and }} stand for braces, \t and \n for themselves
///
/// Of each `RecordField` strings are written without quotes, other values as JSON, and nothing where a
/// record has no such field.
public struct RecordTemplate: Sendable {
  private enum Piece: Sendable {
    case text([UInt8])
    case field(RecordField)
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
    /// The size in bytes, of the whole payload.
    public var size: Int

    /// Makes a record.
    public init(
      number: Int, time: String, event: ArraySlice<UInt8>, id: ArraySlice<UInt8>,
      payload: ArraySlice<UInt8>
    ) {
      size = payload.count
      self.number = number
      self.time = time
      self.event = event
      self.id = id
      self.payload = payload
    }

    /// A stored record; of a longer payload only the first `limit` bytes are looked at.
    public init(_ record: StoredRecord, time: String, limit: Int = .max) {
      let event = record.kind == .event ? Array(record.type.utf8) : []
      self.init(
        number: record.number, time: time, event: event[...], id: Array(record.id.utf8)[...],
        payload: record.payload.prefix(limit))
      size = record.byteCount
    }
  }

  private enum Form {
    case text
    /// A tab or the end of a line within a value would be taken for a separator.
    case table
    case csv
  }

  private var pieces: [Piece] = []
  private let form: Form
  private var hasHead = true
  /// The value of the column before the others, that of streams.
  private var stream: [UInt8]?

  /// Reads columns, fields with commas between.
  public init(columns text: String) throws(RecordTemplateProblem) {
    form = .table
    for (position, field) in try RecordField.list(parsing: text).enumerated() {
      if position > 0 { pieces.append(.text([0x09])) }
      pieces.append(.field(field))
    }
  }

  /// Reads columns that are written as comma-separated values. Source: RFC 4180.
  public init(csv text: String) throws(RecordTemplateProblem) {
    form = .csv
    pieces = try RecordField.list(parsing: text).map(Piece.field)
  }

  /// Reads a text with fields in braces.
  public init(parsing text: String) throws(RecordTemplateProblem) {
    form = .text
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{") where rest.first != byte:
        let end = FieldPath.end(in: rest) { [rest] in rest[$0] == UInt8(ascii: "}") }
        guard end < rest.endIndex else { throw .openBrace }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = []
        let name = String(decoding: rest[..<end], as: UTF8.self)
        pieces.append(.field(try RecordField(parsing: name)))
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

  /// The same for records that go on below others.
  public var withoutHead: RecordTemplate {
    var template = self
    template.hasHead = false
    return template
  }

  /// Whether it writes comma-separated values.
  public var isCSV: Bool { if case .csv = form { true } else { false } }

  /// The same for one of several streams: `stream`, the first of the comma-separated values, is its
  /// name.
  public func naming(stream: String) -> RecordTemplate {
    var template = self
    template.stream = Array(stream.utf8)
    return template
  }

  /// The line that comes before all records, with its end: the names of the columns of
  /// comma-separated values; nothing for other forms.
  public var head: [UInt8] {
    guard isCSV, hasHead else { return [] }
    var line: [UInt8] = []
    writeCSV(to: &line, stream.map { _ in Array("stream".utf8) }) { field, value in
      value += field.name.utf8
    }
    return line
  }

  /// Writes the line of one record, with its end.
  public func write(_ record: Record, to output: inout [UInt8]) {
    if isCSV {
      return writeCSV(to: &output, stream) { field, value in
        field.write(record, escaping: false, to: &value)
      }
    }
    let isTable = if case .table = form { true } else { false }
    for piece in pieces {
      switch piece {
      case .text(let bytes): output.append(contentsOf: bytes)
      case .field(let field): field.write(record, escaping: isTable, to: &output)
      }
    }
    output.append(0x0A)
  }

  private func writeCSV(
    to output: inout [UInt8], _ first: [UInt8]?, _ write: (RecordField, inout [UInt8]) -> Void
  ) {
    var value: [UInt8] = []
    if let first {
      output.append(csv: first)
      output.append(UInt8(ascii: ","))
    }
    for (position, piece) in pieces.enumerated() {
      guard case .field(let field) = piece else { continue }
      if position > 0 { output.append(UInt8(ascii: ",")) }
      value.removeAll(keepingCapacity: true)
      write(field, &value)
      output.append(csv: value)
    }
    output += [0x0D, 0x0A]
  }
}

extension [UInt8] {
  /// Adds a value of comma-separated ones: in quotes where it has to be, and with an apostrophe before
  /// what a spreadsheet would take for a formula and carry out. Numbers are none, whatever their sign.
  /// Source: RFC 4180, 2; OWASP, "CSV Injection".
  fileprivate mutating func append(csv value: [UInt8]) {
    var value = value
    if let first = value.first, "=+-@\t\r".utf8.contains(first), !value.isNumber {
      value.insert(UInt8(ascii: "'"), at: 0)
    }
    guard value.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return self += value }
    append(UInt8(ascii: "\""))
    for byte in value {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  /// Digits with a sign, a point and an exponent at most.
  private var isNumber: Bool {
    allSatisfy { 0x30...0x39 ~= $0 || "+-.eE".utf8.contains($0) }
      && Double(String(decoding: self, as: UTF8.self)) != nil
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
      "“\(name)” is no field; write a path, .user.id for one, or event, id, n, time, size or data"
    case .openBrace: "a { has no }; write {{ for a brace"
    case .strayBrace: "a } has no {; write }} for a brace"
    }
  }
}
