/// Reads one JSON value as tokens, checking every rule of RFC 8259 and the UTF-8 of its strings.
///
/// The scanner holds no bytes: each call is given the text so far, which may grow at its end between
/// calls, and goes on where the last one stopped. So a value may arrive in pieces and is still read
/// in time linear in its bytes. It stops after one value; what follows is the caller's business.
public struct JSONScanner: Sendable {
  /// Levels of arrays and objects that are accepted; one more is a fault.
  public static let depthLimit = 512

  /// What one call found.
  public enum Step: Sendable, Hashable {
    /// The next token.
    case token(JSONToken)
    /// The text ends inside the value; call again when it has grown (only if not final).
    case needsMore
    /// The value is complete and ends at `position`.
    case finished
    /// The text is not JSON; the offset counts from the start of the buffer.
    case fault(RecordFault)
  }

  enum Expectation: UInt8 {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, end
  }

  /// The first byte that has not been read; after `.finished` the byte after the value.
  public internal(set) var position: Int
  /// Open arrays and objects.
  public internal(set) var depth = 0
  var expectation = Expectation.value
  /// One bit a level: an object.
  private var objects = SIMD8<UInt64>()
  /// Bytes of the token at `position` that are known to be good, while its end has not arrived.
  private var seen = 0

  /// A scanner whose value starts (after white space) at `position` of the text.
  public init(position: Int = 0) {
    self.position = position
  }

  /// The next token of `bytes`.
  ///
  /// Set `isFinal` to false while the text may still grow: a number or literal at its very end is
  /// then not yet a token, and a text that ends early is `.needsMore`, not a fault.
  public mutating func next(in bytes: UnsafeRawBufferPointer, isFinal: Bool = true) -> Step {
    step(in: bytes, isFinal: isFinal)
  }

  /// The first fault of `bytes` read as exactly one JSON value, or nil.
  public static func fault(in bytes: UnsafeRawBufferPointer) -> RecordFault? {
    var sink = NoTokens()
    return JSONSweep.accepts(bytes, into: &sink) ? nil : scannedFault(in: bytes)
  }

  private static func scannedFault(in bytes: UnsafeRawBufferPointer) -> RecordFault? {
    var scanner = JSONScanner()
    while true {
      switch scanner.step(in: bytes, isFinal: true) {
      case .token: continue
      case .needsMore: return RecordFault(offset: bytes.count, reason: .unexpectedEnd)
      case .fault(let fault): return fault
      case .finished:
        let rest = skipWhiteSpace(bytes, from: scanner.position)
        return rest == bytes.count ? nil : RecordFault(offset: rest, reason: .trailingBytes)
      }
    }
  }

  /// Gives `sink` the tokens of one value until it has heard enough, or up to a fault.
  static func walk(_ bytes: UnsafeRawBufferPointer, into sink: inout some JSONTokenSink) {
    var scanner = JSONScanner()
    while !sink.isDone, case .token(let token) = scanner.step(in: bytes, isFinal: true) {
      let range = token.range
      sink.take(token.kind, from: range.lowerBound, to: range.upperBound, isPlain: false)
    }
  }

  /// Takes a value in one go whose first byte, at `start`, has not been read yet, if it is a whole
  /// array or object. What is cut or bad is left for the steps.
  mutating func sweep(in bytes: UnsafeRawBufferPointer, from start: Int) {
    guard position == start, expectation == .value, depth == 0,
      let end = JSONSweep.containerEnd(in: bytes, from: start)
    else { return }
    position = end
    expectation = .end
  }

  /// Tells the scanner that `count` bytes before its position were removed from the text.
  mutating func dropPrefix(_ count: Int) {
    position -= count
  }

  @inline(__always)
  mutating func step(in bytes: UnsafeRawBufferPointer, isFinal: Bool) -> Step {
    while true {
      if expectation == .end { return .finished }
      position = skipWhiteSpace(bytes, from: position)
      guard position < bytes.count else {
        return isFinal ? fault(.unexpectedEnd, at: position) : .needsMore
      }
      let byte = bytes[position]
      switch expectation {
      case .value:
        return value(byte, in: bytes, isFinal: isFinal)
      case .valueOrEnd:
        if byte == UInt8(ascii: "]") { return close(.arrayEnd) }
        return value(byte, in: bytes, isFinal: isFinal)
      case .key, .keyOrEnd:
        if byte == UInt8(ascii: "\"") {
          return string(.key, in: bytes, isFinal: isFinal, then: .colon)
        }
        guard byte == UInt8(ascii: "}"), expectation == .keyOrEnd else {
          return fault(.expectedKey, at: position)
        }
        return close(.objectEnd)
      case .colon:
        guard byte == UInt8(ascii: ":") else { return fault(.expectedColon, at: position) }
        position += 1
        expectation = .value
      case .commaOrEnd, .end:
        if byte == UInt8(ascii: ",") {
          position += 1
          expectation = isInObject ? .key : .value
        } else if byte == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          return close(isInObject ? .objectEnd : .arrayEnd)
        } else {
          return fault(.expectedCommaOrEnd, at: position)
        }
      }
    }
  }

  @inline(__always)
  private mutating func value(
    _ byte: UInt8, in bytes: UnsafeRawBufferPointer, isFinal: Bool
  ) -> Step {
    switch byte {
    case UInt8(ascii: "\""):
      return string(.string, in: bytes, isFinal: isFinal, then: afterValue)
    case UInt8(ascii: "{"): return open(.objectStart)
    case UInt8(ascii: "["): return open(.arrayStart)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return scalar(.number, in: bytes, isFinal: isFinal)
    case UInt8(ascii: "t"): return scalar(.true, in: bytes, isFinal: isFinal)
    case UInt8(ascii: "f"): return scalar(.false, in: bytes, isFinal: isFinal)
    case UInt8(ascii: "n"): return scalar(.null, in: bytes, isFinal: isFinal)
    default: return fault(.expectedValue, at: position)
    }
  }

  @inline(__always)
  private mutating func string(
    _ kind: JSONToken.Kind, in bytes: UnsafeRawBufferPointer, isFinal: Bool, then: Expectation
  ) -> Step {
    let end = JSONTokenEnd(ofString: bytes, from: position + max(seen, 1))
    return token(kind, to: end, in: bytes, isFinal: isFinal, then: then)
  }

  @inline(__always)
  private mutating func scalar(
    _ kind: JSONToken.Kind, in bytes: UnsafeRawBufferPointer, isFinal: Bool
  ) -> Step {
    // A long number in small pieces: look only at what is new until its end is there.
    if seen > 0, !isFinal {
      let end = JSONTokenEnd.ofRun(bytes, from: position + seen)
      seen = end - position
      if end == bytes.count { return .needsMore }
    }
    let end =
      kind == .number
      ? JSONTokenEnd(ofNumber: bytes, from: position, isFinal: isFinal)
      : JSONTokenEnd(ofLiteral: kind, bytes, from: position, isFinal: isFinal)
    return token(kind, to: end, in: bytes, isFinal: isFinal, then: afterValue)
  }

  @inline(__always)
  private mutating func token(
    _ kind: JSONToken.Kind, to end: JSONTokenEnd, in bytes: UnsafeRawBufferPointer, isFinal: Bool,
    then: Expectation
  ) -> Step {
    switch end {
    case .at(let end):
      return token(kind, to: end, then: then)
    case .cut(let safe):
      if isFinal { return fault(.unexpectedEnd, at: bytes.count) }
      seen = safe - position
      return .needsMore
    case .fault(let offset, let reason):
      return fault(reason, at: offset)
    }
  }

  @inline(__always)
  private var afterValue: Expectation { depth == 0 ? .end : .commaOrEnd }

  @inline(__always)
  private var isInObject: Bool {
    let level = depth - 1
    return objects[level >> 6] & (1 << UInt64(level & 63)) != 0
  }

  @inline(__always)
  private mutating func open(_ kind: JSONToken.Kind) -> Step {
    guard depth < Self.depthLimit else { return fault(.tooDeep, at: position) }
    let bit: UInt64 = 1 << UInt64(depth & 63)
    if kind == .objectStart {
      objects[depth >> 6] |= bit
    } else {
      objects[depth >> 6] &= ~bit
    }
    depth += 1
    return token(kind, to: position + 1, then: kind == .objectStart ? .keyOrEnd : .valueOrEnd)
  }

  @inline(__always)
  private mutating func close(_ kind: JSONToken.Kind) -> Step {
    depth -= 1
    return token(kind, to: position + 1, then: afterValue)
  }

  @inline(__always)
  private mutating func token(
    _ kind: JSONToken.Kind, to end: Int, then expectation: Expectation
  ) -> Step {
    let start = position
    position = end
    seen = 0
    self.expectation = expectation
    return .token(JSONToken(kind: kind, range: start..<end))
  }

  @inline(__always)
  private func fault(_ reason: RecordFault.Reason, at offset: Int) -> Step {
    .fault(RecordFault(offset: offset, reason: reason))
  }
}
