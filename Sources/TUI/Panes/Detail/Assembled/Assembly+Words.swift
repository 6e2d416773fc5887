extension Assembly {
  /// What is known of the answer besides its text: `first token 320 ms  128 tokens, 41.2/s (usage)  Ollama`.
  var facts: [String] {
    var facts = answers > 1 ? ["answer \(answers)"] : []
    if let first, answers < 2 { facts.append("first token \((first - asked).short)") }
    facts += [rate, dialect == .path ? path ?? "" : dialect?.rawValue ?? ""]
    if let inputTokens { facts.append("\(inputTokens.counted("token")) asked") }
    return facts.filter { !$0.isEmpty }
  }

  /// How fast it comes: in the server's own tokens where it counts them, else in pieces, which is said.
  private var rate: String {
    let count = outputTokens ?? pieces
    let unit = outputTokens == nil ? "piece" : "token"
    let source = outputTokens == nil ? "no usage sent" : "usage"
    guard pieces > 0 || outputTokens != nil else { return "" }
    var words = count.counted(unit)
    if let first, let last, last > first, pieces > 1 {
      words += ", " + (Double(count) / (last - first).seconds).rate + "/s"
    }
    return words + " (\(source))"
  }

  /// What is missing from the answer, in words; empty where nothing is.
  var gaps: [String] {
    var gaps: [String] = []
    if missed > 0 { gaps.append("\(missed.counted("older record")) dropped before this") }
    if cut > 0 { gaps.append("\(cut.bytes) more: \(Self.longest.bytes) are kept") }
    return gaps
  }

  /// The answer as text, its parts under their names where there are several.
  var text: String {
    if parts.count == 1 { return parts[0].text }
    return parts.map { "\(heading(of: $0)):\n\($0.text)" }.joined(separator: "\n\n")
  }

  /// `choice 1 · reasoning`, `tool 0 get_weather`
  func heading(of part: AssemblyPart) -> String {
    let hasChoices = parts.contains { $0.key.choice != parts[0].key.choice }
    var words = hasChoices ? "choice \(part.key.choice) " : ""
    switch part.key.kind {
    case .text: words += "text"
    case .reasoning: words += "reasoning"
    case .refusal: words += "refusal"
    case .tool: words += "tool \(part.key.item)"
    }
    return part.name.isEmpty ? words : words + " " + part.name
  }
}
