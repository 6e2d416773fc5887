/// A regular expression, as far as texts can be made of it.
struct PatternExpression {
  indirect enum Node {
    /// One of these characters.
    case any([Unicode.Scalar])
    case row([Node])
    case choice([Node])
    case times(Node, least: Int, most: Int)

    /// Characters that a text of it has at least.
    var least: Int {
      switch self {
      case .any: 1
      case .row(let nodes): nodes.reduce(0) { min(1 << 20, $0 + $1.least) }
      case .choice(let nodes): nodes.map(\.least).min() ?? 0
      case .times(let node, let least, _): min(1 << 20, node.least * least)
      }
    }
  }

  private static let most = 1000
  private static let deepest = 20
  /// What a class without these may be, and what a dot is.
  private static let usual = Array("xabcdefghijklmnopqrstuvwyz0123456789ABCXYZ _-.".unicodeScalars)
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars)
  private static let digits = Array("0123456789".unicodeScalars)

  private(set) var root = Node.row([])
  private var rest: ArraySlice<Unicode.Scalar>
  var least: Int { root.least }

  /// Nil for what looks around, refers back or is no expression.
  init?(_ pattern: String) {
    rest = Array(pattern.unicodeScalars.prefix(Self.most + 1))[...]
    guard rest.count <= Self.most, let read = choice(depth: 0), rest.isEmpty else { return nil }
    root = read
  }

  private mutating func choice(depth: Int) -> Node? {
    guard depth < Self.deepest else { return nil }
    var rows: [Node] = []
    while true {
      guard let row = row(depth: depth) else { return nil }
      rows.append(row)
      guard rest.first == "|" else { return rows.count == 1 ? row : .choice(rows) }
      rest.removeFirst()
    }
  }

  private mutating func row(depth: Int) -> Node? {
    var nodes: [Node] = []
    while let scalar = rest.first, scalar != "|", scalar != ")" {
      rest.removeFirst()
      let one: Node?
      switch scalar {
      case "^", "$": continue
      case "(": one = group(depth: depth)
      case "*", "+", "?", "{", "}", "]": one = nil
      case ".": one = .any(Self.usual)
      case "\\":
        // A place between characters is none.
        if let place = rest.first, ["b", "A", "Z", "z"].contains(place) {
          rest.removeFirst()
          continue
        }
        one = escaped().map(Node.any)
      case "[": one = ofClass().map(Node.any)
      default: one = .any([scalar])
      }
      guard let one, let range = times() else { return nil }
      nodes.append(
        range == 1...1 ? one : .times(one, least: range.lowerBound, most: range.upperBound))
    }
    return .row(nodes)
  }

  private mutating func group(depth: Int) -> Node? {
    if rest.first == "?" {
      rest.removeFirst()
      if rest.first == "P" { rest.removeFirst() }
      if rest.first == "<", let end = rest.firstIndex(of: ">"),
        !["=", "!"].contains(rest.dropFirst().first)
      {
        rest = rest[(end + 1)...]
      } else if rest.first == ":" {
        rest.removeFirst()
      } else {
        return nil
      }
    }
    guard let inner = choice(depth: depth + 1), rest.popFirst() == ")" else { return nil }
    return inner
  }

  private mutating func escaped() -> [Unicode.Scalar]? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "d": return Self.digits
    case "w": return Self.letters
    case "s": return [" "]
    case "D", "W", "S": return scalar == "W" ? ["-", " "] : Self.letters
    case "t": return ["\t"]
    case "n": return ["\n"]
    default:
      return scalar.properties.isAlphabetic || (0x30..<0x3A).contains(scalar.value)
        ? nil : [scalar]
    }
  }

  /// The characters of a class, the first of them first.
  private mutating func ofClass() -> [Unicode.Scalar]? {
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var members: [Unicode.Scalar] = []
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst {
        let kept = isNegated ? Self.usual.filter { !members.contains($0) } : members
        return kept.isEmpty ? nil : kept
      }
      isFirst = false
      // `[:alpha:]` and sets in sets are written in more ways than one.
      if scalar == "[", rest.first == ":" { return nil }
      guard let own = scalar == "\\" ? escaped() : [scalar] else { return nil }
      members += own
      guard own.count == 1, rest.first == "-", let end = rest.dropFirst().first, end != "]" else {
        continue
      }
      rest.removeFirst(2)
      guard end != "\\", end.value >= own[0].value else { return nil }
      let upper = min(end.value, own[0].value + 100)
      members += (own[0].value...upper).dropFirst().compactMap(Unicode.Scalar.init)
      if isNegated, end.value > upper {
        // Too many to list; no usual one may be among them.
        members += Self.usual.filter { (own[0].value...end.value).contains($0.value) }
      }
    }
    return nil
  }

  /// How often what was read comes at least and at most.
  private mutating func times() -> ClosedRange<Int>? {
    let range: ClosedRange<Int>
    switch rest.first {
    case "*": range = 0...Self.most
    case "+": range = 1...Self.most
    case "?": range = 0...1
    case "{":
      guard let counted = counted() else { return nil }
      range = counted
    default: return 1...1
    }
    rest.removeFirst()
    // Greedy or not, the texts are the same.
    if let mark = rest.first, ["?", "+"].contains(mark) { rest.removeFirst() }
    return range
  }

  /// `{2}`, `{2,}`, `{2,5}`, up to its closing brace.
  private mutating func counted() -> ClosedRange<Int>? {
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(rest[rest.index(after: rest.startIndex)..<end]))
    rest = rest[end...]
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let least = numbers.first.flatMap({ Int($0) }), (0...Self.most).contains(least),
      numbers.count <= 2
    else { return nil }
    let most = numbers.count == 1 ? least : Int(numbers[1]) ?? Self.most
    return most >= least ? least...most : nil
  }
}
