/// Takes the tokens of a JSON text, one after the other.
protocol JSONTokenSink {
  /// `isPlain`: a string or key surely without escapes; elsewhere it says nothing.
  mutating func take(_ kind: JSONToken.Kind, from start: Int, to end: Int, isPlain: Bool)

  /// Whether it has heard enough.
  var isDone: Bool { get }
}

extension JSONTokenSink {
  @inline(__always)
  var isDone: Bool { false }
}

/// For whoever only wants to know whether a text is JSON.
struct NoTokens: JSONTokenSink {
  @inline(__always)
  mutating func take(_ kind: JSONToken.Kind, from start: Int, to end: Int, isPlain: Bool) {}
}

/// Goes over a whole JSON text in one loop, several times as fast as `JSONScanner`.
///
/// It says yes or no. What it turns away is read again by the scanner, which says why, or finds
/// that the text is good after all: the sweep keeps the kinds of its open levels in one word and
/// gives up on deeper texts.
struct JSONSweep {
  private static let depthLimit = 64

  private let bytes: UnsafeRawBufferPointer
  private let base: UnsafeRawPointer
  private let end: Int
  private var position: Int
  /// The kinds of the open levels, the innermost in the lowest bit: an object.
  private var objects: UInt64 = 0
  private var depth = 0

  /// Whether `bytes` are surely one JSON text as RFC 8259 has it; its tokens go to `sink`.
  @inline(__always)
  static func accepts(
    _ bytes: UnsafeRawBufferPointer, into sink: inout some JSONTokenSink
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var sweep = JSONSweep(bytes: bytes, base: base, position: 0)
    return sweep.value(into: &sink) && skipWhiteSpace(bytes, from: sweep.position) == bytes.count
  }

  /// Gives `sink` the tokens of one value until it has heard enough; false where the text is not
  /// surely JSON up to there.
  @inline(__always)
  static func passes(
    _ bytes: UnsafeRawBufferPointer, into sink: inout some JSONTokenSink
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var sweep = JSONSweep(bytes: bytes, base: base, position: 0)
    return sweep.value(into: &sink)
  }

  /// Where the array or object ends that starts at `start`; nil if it is not surely whole and good.
  static func containerEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[")
    else { return nil }
    var sweep = JSONSweep(bytes: bytes, base: base, position: start)
    var sink = NoTokens()
    return sweep.value(into: &sink) ? sweep.position : nil
  }

  private init(bytes: UnsafeRawBufferPointer, base: UnsafeRawPointer, position: Int) {
    self.bytes = bytes
    self.base = base
    self.end = bytes.count
    self.position = position
  }

  @inline(__always)
  private mutating func value(into sink: inout some JSONTokenSink) -> Bool {
    var byte = nextByte()
    while true {
      var isValue = true
      if byte == UInt8(ascii: "{") {
        guard open(.objectStart, into: &sink) else { return false }
        byte = nextByte()
        if byte != UInt8(ascii: "}") {
          guard key(byte, into: &sink) else { return false }
          byte = nextByte()
          continue
        }
        isValue = false
      } else if byte == UInt8(ascii: "[") {
        guard open(.arrayStart, into: &sink) else { return false }
        byte = nextByte()
        if byte != UInt8(ascii: "]") { continue }
        isValue = false
      }
      if isValue {
        guard scalar(byte, into: &sink) else { return false }
        if sink.isDone { return true }
        byte = depth == 0 ? 0 : nextByte()
      }
      while depth > 0, byte != UInt8(ascii: ",") {
        guard close(byte, into: &sink) else { return false }
        if sink.isDone { return true }
        byte = depth == 0 ? 0 : nextByte()
      }
      if depth == 0 { return true }
      position += 1
      byte = nextByte()
      if objects & 1 != 0 {
        guard key(byte, into: &sink) else { return false }
        byte = nextByte()
      }
    }
  }

  @inline(__always)
  private func byte(_ index: Int) -> UInt8 { base.load(fromByteOffset: index, as: UInt8.self) }

  /// The next byte that is not white space, which `position` then stands at; 0 at the end.
  @inline(__always)
  private mutating func nextByte() -> UInt8 {
    while position < end {
      let next = byte(position)
      if next > 0x20 || !isWhiteSpace(next) { return next }
      position += 1
    }
    return 0
  }

  @inline(__always)
  private mutating func open(_ kind: JSONToken.Kind, into sink: inout some JSONTokenSink) -> Bool {
    guard depth < Self.depthLimit else { return false }
    sink.take(kind, from: position, to: position + 1, isPlain: false)
    depth += 1
    objects = objects << 1 | (kind == .objectStart ? 1 : 0)
    position += 1
    return true
  }

  @inline(__always)
  private mutating func close(_ byte: UInt8, into sink: inout some JSONTokenSink) -> Bool {
    let isObject = objects & 1 != 0
    guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
    sink.take(isObject ? .objectEnd : .arrayEnd, from: position, to: position + 1, isPlain: false)
    depth -= 1
    objects >>= 1
    position += 1
    return true
  }

  /// A member name and its colon.
  @inline(__always)
  private mutating func key(_ byte: UInt8, into sink: inout some JSONTokenSink) -> Bool {
    guard byte == UInt8(ascii: "\"") else { return false }
    guard string(.key, into: &sink), nextByte() == UInt8(ascii: ":") else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func scalar(_ byte: UInt8, into sink: inout some JSONTokenSink) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): string(.string, into: &sink)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number(byte, into: &sink)
    case UInt8(ascii: "t"): literal(.true, "true", into: &sink)
    case UInt8(ascii: "f"): literal(.false, "false", into: &sink)
    case UInt8(ascii: "n"): literal(.null, "null", into: &sink)
    default: false
    }
  }

  @inline(__always)
  private mutating func literal(
    _ kind: JSONToken.Kind, _ word: StaticString, into sink: inout some JSONTokenSink
  ) -> Bool {
    let length = word.utf8CodeUnitCount
    guard end - position >= length else { return false }
    // The last four bytes: of `false`, the first one is known already.
    let offset = length - 4
    let found = base.loadUnaligned(fromByteOffset: position + offset, as: UInt32.self)
    let wanted = UnsafeRawPointer(word.utf8Start)
      .loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    guard found == wanted else { return false }
    sink.take(kind, from: position, to: position + length, isPlain: false)
    position += length
    return true
  }

  /// What may not follow a number is turned away by whoever looks at the byte after it.
  @inline(__always)
  private mutating func number(_ first: UInt8, into sink: inout some JSONTokenSink) -> Bool {
    var index = position + (first == UInt8(ascii: "-") ? 1 : 0)
    guard index < end else { return false }
    if byte(index) == UInt8(ascii: "0") {
      index += 1
    } else {
      guard skipDigits(&index) else { return false }
    }
    if index < end, byte(index) == UInt8(ascii: ".") {
      index += 1
      guard skipDigits(&index) else { return false }
    }
    if index < end, byte(index) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, byte(index) == 0x2B || byte(index) == 0x2D { index += 1 }
      guard skipDigits(&index) else { return false }
    }
    sink.take(.number, from: position, to: index, isPlain: false)
    position = index
    return true
  }

  @inline(__always)
  private func skipDigits(_ index: inout Int) -> Bool {
    let start = index
    while index < end, byte(index) &- 0x30 < 10 { index += 1 }
    return index > start
  }

  @inline(__always)
  private mutating func string(
    _ kind: JSONToken.Kind, into sink: inout some JSONTokenSink
  ) -> Bool {
    let index = JSONTokenEnd.skipPlain(bytes, from: position + 1)
    guard index < end else { return false }
    var past = index + 1
    if byte(index) != UInt8(ascii: "\"") {
      guard case .at(let end) = Self.richStringEnd(bytes, from: index) else { return false }
      past = end
    }
    sink.take(kind, from: position, to: past, isPlain: past == index + 1)
    position = past
    return true
  }

  /// Out of line, so that the loop over plain strings stays small.
  @inline(never)
  private static func richStringEnd(
    _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> JSONTokenEnd {
    JSONTokenEnd(ofString: bytes, from: start)
  }
}
