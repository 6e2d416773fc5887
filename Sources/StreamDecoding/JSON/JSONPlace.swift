/// The steps that lead to a value of JSON texts, to look for it in many of them.
public struct JSONPlace: Sendable, Hashable {
  /// A step from a value to one that it holds.
  public enum Step: Sendable, Hashable {
    /// The first member of this name of an object.
    case name(String)
    /// An element of an array, from 0.
    case index(Int)
  }

  /// From the whole text to the value; none are the whole text.
  public let steps: [Step]
  /// The UTF-8 of names, by step.
  private let names: [[UInt8]]

  /// The value to which these steps lead.
  public init(_ steps: [Step]) {
    self.steps = steps
    names = steps.map { if case .name(let name) = $0 { Array(name.utf8) } else { [] } }
  }

  /// Where the value stands in `bytes`; nil if it is not there, or if the text up to its end is not
  /// JSON. What follows it is not looked at.
  public func range(in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    steps.withUnsafeBufferPointer { steps in
      names.withUnsafeBufferPointer { names in
        var walk = JSONPlaceWalk(steps, names, bytes)
        if !JSONSweep.passes(bytes, into: &walk) {
          // Deeper than the sweep goes, or not JSON.
          walk = JSONPlaceWalk(steps, names, bytes)
          JSONScanner.walk(bytes, into: &walk)
        }
        return walk.found.flatMap { Self.isWhole(bytes, $0) ? $0 : nil }
      }
    }
  }

  /// Whether a number or literal ends there: of `truefalse` neither half is a value.
  private static func isWhole(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard range.upperBound < bytes.count, !"\"{[".utf8.contains(bytes[range.lowerBound]) else {
      return true
    }
    return !JSONTokenEnd.isRun(bytes[range.upperBound])
  }
}

/// Follows the steps along the tokens of one text.
private struct JSONPlaceWalk: JSONTokenSink {
  private let steps: UnsafeBufferPointer<JSONPlace.Step>
  private let names: UnsafeBufferPointer<[UInt8]>
  private let bytes: UnsafeRawBufferPointer
  /// Arrays and objects that are open.
  private var depth = 0
  /// How many of them, from the outermost, lie on the way.
  private var passed = 0
  /// Whether the next value of the innermost of these is the next one on the way.
  private var isNext = true
  /// Elements of the array at hand before that one.
  private var before = 0
  /// Where the value begins, while its end is looked for.
  private var start: Int?
  private(set) var found: Range<Int>?
  private(set) var isDone = false

  init(
    _ steps: UnsafeBufferPointer<JSONPlace.Step>, _ names: UnsafeBufferPointer<[UInt8]>,
    _ bytes: UnsafeRawBufferPointer
  ) {
    self.steps = steps
    self.names = names
    self.bytes = bytes
  }

  @inline(__always)
  mutating func take(_ kind: JSONToken.Kind, from start: Int, to end: Int, isPlain: Bool) {
    switch kind {
    case .key:
      if depth == passed, self.start == nil { isNext = isName(start..<end, isPlain: isPlain) }
    case .objectStart, .arrayStart:
      if depth == passed { isNext ? enter(kind, at: start) : count() }
      depth += 1
    case .objectEnd, .arrayEnd:
      close(at: end)
    case .string, .number, .true, .false, .null:
      if depth == passed { isNext ? arrive(start..<end) : count() }
    }
  }

  /// A value that holds others, on the way or at its end.
  @inline(__always)
  private mutating func enter(_ kind: JSONToken.Kind, at start: Int) {
    isNext = false
    guard passed < steps.count else {
      self.start = start
      return
    }
    switch steps[passed] {
    case .name: isDone = kind != .objectStart
    case .index(let index):
      isDone = kind != .arrayStart
      before = index
      isNext = index == 0
    }
    passed += 1
  }

  @inline(__always)
  private mutating func arrive(_ range: Range<Int>) {
    if passed == steps.count { found = range }
    isDone = true
  }

  /// One element less before the one on the way; of members this says nothing.
  @inline(__always)
  private mutating func count() {
    guard passed > 0, start == nil, case .index = steps[passed - 1] else { return }
    before -= 1
    isNext = before == 0
  }

  @inline(__always)
  private mutating func close(at end: Int) {
    if let start {
      depth -= 1
      guard depth == passed else { return }
      found = start..<end
      isDone = true
    } else {
      // What is on the way has no such member or element.
      isDone = depth == passed
      depth -= 1
    }
  }

  @inline(__always)
  private func isName(_ token: Range<Int>, isPlain: Bool) -> Bool {
    guard passed > 0, case .name(let name) = steps[passed - 1] else { return false }
    let content = token.lowerBound + 1..<token.upperBound - 1
    // Without escapes a name stands there as it is.
    if isPlain || !bytes[content].contains(UInt8(ascii: "\\")) {
      let wanted = names[passed - 1]
      return content.count == wanted.count && bytes[content].elementsEqual(wanted)
    }
    return JSONString.text(of: token, in: bytes).utf8.elementsEqual(name.utf8)
  }
}
