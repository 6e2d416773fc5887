import StreamDecoding

/// A column of records: a path of `RecordFilter`'s, or `event`, `id`, `n`, `time`, `size` or `data`.
public struct RecordField: Sendable {
  private enum Kind: Sendable {
    case path(FieldPath)
    case event, id, number, time, size, data
  }

  private static let names: [String: Kind] = [
    "event": .event, "id": .id, "n": .number, "time": .time, "size": .size, "data": .data,
  ]

  /// As the user typed it, without spaces around.
  public let name: String
  private let kind: Kind

  /// Reads one field.
  public init(parsing text: String) throws(RecordTemplateProblem) {
    name = text.trimmingSpaces
    if let kind = Self.names[name] {
      self.kind = kind
    } else if name.utf8.first == UInt8(ascii: ".") {
      do throws(RecordFilterProblem) {
        kind = .path(try FieldPath(parsing: name))
      } catch {
        throw .badPath(error)
      }
    } else {
      throw .unknownName(name)
    }
  }

  /// Reads fields with commas between.
  public static func list(parsing text: String) throws(RecordTemplateProblem) -> [RecordField] {
    var fields: [RecordField] = []
    var rest = Array(text.utf8)[...]
    while true {
      let end = FieldPath.end(in: rest) { [rest] in rest[$0] == UInt8(ascii: ",") }
      fields.append(try RecordField(parsing: String(decoding: rest[..<end], as: UTF8.self)))
      guard end < rest.endIndex else { return fields }
      rest = rest[(end + 1)...]
    }
  }

  /// The field's value: strings without quotes, other values as JSON. Empty where a record has no
  /// such field. The text is hostile: make control characters harmless to show it.
  public func text(of record: RecordTemplate.Record) -> String {
    var bytes: [UInt8] = []
    write(record, escaping: false, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter escaping: Writes tabs and ends of lines within strings as `jq`'s `@tsv` does.
  func write(_ record: RecordTemplate.Record, escaping: Bool, to output: inout [UInt8]) {
    func write(_ text: some Sequence<UInt8>) {
      if escaping { output.append(escaping: text) } else { output.append(contentsOf: text) }
    }
    switch kind {
    case .path(let path):
      record.payload.withUnsafeBytes { bytes in
        guard let range = path.find(in: bytes) else { return }
        if bytes[range.lowerBound] == UInt8(ascii: "\"") {
          write(JSONString.text(of: range, in: bytes).utf8)
        } else {
          // White space between tokens means nothing, but a tab or a line's end would here.
          output.append(contentsOf: bytes[range].lazy.map { $0 < 0x20 ? 0x20 : $0 })
        }
      }
    case .event: write(record.event)
    case .id: write(record.id)
    case .number: output.append(contentsOf: String(record.number).utf8)
    case .time: output.append(contentsOf: record.time.utf8)
    case .size: output.append(contentsOf: String(record.size).utf8)
    case .data: write(record.payload)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(escaping text: some Sequence<UInt8>) {
    for byte in text {
      switch byte {
      case 0x09: append(contentsOf: #"\t"#.utf8)
      case 0x0A: append(contentsOf: #"\n"#.utf8)
      case 0x0D: append(contentsOf: #"\r"#.utf8)
      case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
      default: append(byte)
      }
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
