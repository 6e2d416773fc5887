/// A text that a simple regular expression finds: characters, classes and their numbers in a row.
struct PatternSample {
  private struct Piece {
    let scalar: Unicode.Scalar
    var count: Int
    var most: Int
  }

  private static let longest = 1000

  private var rest: ArraySlice<Unicode.Scalar>
  private var pieces: [Piece] = []

  /// Nil where the expression is not simple, or no such text is short enough.
  ///
  /// - Parameter least: How many characters the text has at least.
  static func text(for pattern: String, least: Int) -> String? {
    var sample = PatternSample(rest: Array(pattern.unicodeScalars)[...])
    guard sample.read() else { return nil }
    var missing = least - sample.pieces.reduce(0) { $0 + $1.count }
    for index in sample.pieces.indices where missing > 0 {
      let more = min(missing, sample.pieces[index].most - sample.pieces[index].count)
      sample.pieces[index].count += more
      missing -= more
    }
    guard missing <= 0, sample.pieces.reduce(0, { $0 + $1.count }) <= longest else { return nil }
    var text = String.UnicodeScalarView()
    for piece in sample.pieces {
      text.append(contentsOf: repeatElement(piece.scalar, count: piece.count))
    }
    return String(text)
  }

  private init(rest: ArraySlice<Unicode.Scalar>) { self.rest = rest }

  private mutating func read() -> Bool {
    if rest.first == "^" { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      if scalar == "$", rest.isEmpty { return true }
      let one: Unicode.Scalar?
      switch scalar {
      case "(", ")", "|", "^", "$", "*", "+", "?", "{", "}", "]": one = nil
      case ".": one = "x"
      case "\\": one = escaped()
      case "[": one = ofClass()
      default: one = scalar
      }
      guard let one, let range = times() else { return false }
      pieces.append(Piece(scalar: one, count: range.lowerBound, most: range.upperBound))
    }
    return true
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "d": return "0"
    case "w": return "a"
    case "s": return " "
    default:
      return scalar.properties.isAlphabetic || scalar.value < 0x3A && scalar.value > 0x2F
        ? nil : scalar
    }
  }

  /// The first character of a class; none of one that says what does not belong to it.
  private mutating func ofClass() -> Unicode.Scalar? {
    guard let first = rest.popFirst(), first != "^", first != "]", first != "[" else { return nil }
    let one = first == "\\" ? escaped() : first
    while let scalar = rest.popFirst() {
      if scalar == "]" { return one }
      if scalar == "\\" { _ = rest.popFirst() }
    }
    return nil
  }

  /// How often what was read comes at least and at most.
  private mutating func times() -> ClosedRange<Int>? {
    switch rest.first {
    case "*": rest.removeFirst(); return 0...Self.longest
    case "+": rest.removeFirst(); return 1...Self.longest
    case "?": rest.removeFirst(); return 0...1
    case "{": break
    default: return 1...1
    }
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(rest[rest.index(after: rest.startIndex)..<end]))
    rest = rest[(end + 1)...]
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let least = numbers.first.flatMap({ Int($0) }), (0...Self.longest).contains(least),
      numbers.count <= 2
    else { return nil }
    let most = numbers.count == 1 ? least : Int(numbers[1]) ?? Self.longest
    return most >= least ? least...most : nil
  }
}
