/// Texts that a regular expression finds: of characters, classes, groups, choices and their numbers.
struct PatternSample {
  private static let longest = 1000

  /// Which of the possible texts: taken apart by the places where there is a choice.
  private var number: Int
  /// Characters that are missing yet where more may come than must.
  private var missing: Int

  /// Nil where the expression is more than that, or no such text is short enough.
  ///
  /// - Parameter least: How many characters the text has at least.
  static func text(for pattern: String, least: Int) -> String? {
    guard let expression = PatternExpression(pattern) else { return nil }
    return text(of: expression, number: 0, least: least)
  }

  /// Up to so many different texts.
  static func texts(for pattern: String, count: Int) -> [String] {
    guard let expression = PatternExpression(pattern) else { return [] }
    var found: [String] = []
    for number in 0..<(4 * max(0, count)) where found.count < count {
      if let text = text(of: expression, number: number, least: 0), !found.contains(text) {
        found.append(text)
      }
    }
    return found
  }

  private static func text(
    of expression: PatternExpression, number: Int, least: Int
  ) -> String? {
    guard expression.least <= longest, least <= longest else { return nil }
    var sample = PatternSample(number: number, missing: max(0, least - expression.least))
    var scalars = String.UnicodeScalarView()
    sample.add(expression.root, to: &scalars)
    return scalars.count >= least && scalars.count <= longest ? String(scalars) : nil
  }

  private mutating func add(
    _ node: PatternExpression.Node, to text: inout String.UnicodeScalarView
  ) {
    guard text.count <= Self.longest else { return }
    switch node {
    case .any(let scalars): text.append(scalars[choice(of: scalars.count)])
    case .row(let nodes): for each in nodes { add(each, to: &text) }
    case .choice(let nodes): add(nodes[choice(of: nodes.count)], to: &text)
    case .times(let each, let least, let most):
      var count = least
      // What need not be there is one of the differences.
      if count == 0, most > 0, number > 0 { count = 1 }
      let width = max(1, each.least)
      let more = min(max(0, most - count), (missing + width - 1) / width)
      count += more
      missing -= more * width
      for _ in 0..<min(count, Self.longest) { add(each, to: &text) }
    }
  }

  private mutating func choice(of count: Int) -> Int {
    defer { number /= count }
    return number % count
  }
}
