extension JSONValue {
  /// Reads `bytes` as one JSON text (RFC 8259); a byte order mark before it is ignored.
  ///
  /// Of members with the same name the last one counts. Escaped halves of a surrogate pair that
  /// stand alone become U+FFFD. The error's offset counts from the start of `bytes`.
  public init(parsing bytes: [UInt8]) throws(RecordFault) {
    let result = bytes.withUnsafeBytes { bytes in JSONParser.parse(bytes) }
    self = try result.get()
  }

  /// Reads `text` as one JSON text (RFC 8259).
  public init(parsing text: String) throws(RecordFault) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Builds a tree from tokens, with its own stack: a hostile text can't exhaust the thread's.
struct JSONParser {
  private enum Container {
    case array([JSONValue])
    case object(JSONObject, key: String)
  }

  private let bytes: UnsafeRawBufferPointer
  private var scanner: JSONScanner
  private var open: [Container] = []
  private var root: JSONValue?

  private init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    self.scanner = JSONScanner(position: bytes.starts(with: ByteOrderMark.bytes) ? 3 : 0)
  }

  static func parse(_ bytes: UnsafeRawBufferPointer) -> Result<JSONValue, RecordFault> {
    var parser = JSONParser(bytes)
    do throws(RecordFault) {
      return .success(try parser.parse())
    } catch {
      return .failure(error)
    }
  }

  private mutating func parse() throws(RecordFault) -> JSONValue {
    while true {
      switch scanner.step(in: bytes, isFinal: true) {
      case .token(let token): take(token)
      case .fault(let fault): throw fault
      case .needsMore: throw RecordFault(offset: bytes.count, reason: .unexpectedEnd)
      case .finished:
        let rest = skipWhiteSpace(bytes, from: scanner.position)
        guard rest == bytes.count else { throw RecordFault(offset: rest, reason: .trailingBytes) }
        return root ?? .null
      }
    }
  }

  private mutating func take(_ token: JSONToken) {
    switch token.kind {
    case .objectStart: open.append(.object(JSONObject(), key: ""))
    case .arrayStart: open.append(.array([]))
    case .objectEnd, .arrayEnd: close()
    case .key: setKey(JSONString.text(of: token.range, in: bytes))
    case .string: add(.string(JSONString.text(of: token.range, in: bytes)))
    case .number: add(.number(String(decoding: bytes[token.range], as: UTF8.self)))
    case .true: add(.bool(true))
    case .false: add(.bool(false))
    case .null: add(.null)
    }
  }

  private mutating func setKey(_ key: String) {
    guard case .object(let members, _)? = open.popLast() else { return }
    open.append(.object(members, key: key))
  }

  private mutating func close() {
    switch open.popLast() {
    case .array(let elements): add(.array(elements))
    case .object(let members, _): add(.object(members))
    case nil: break
    }
  }

  private mutating func add(_ value: JSONValue) {
    // Taken off the stack while it changes, so that the container has one owner and isn't copied.
    switch open.popLast() {
    case .array(var elements):
      elements.append(value)
      open.append(.array(elements))
    case .object(var members, let key):
      members[key] = value
      open.append(.object(members, key: key))
    case nil: root = value
    }
  }
}
