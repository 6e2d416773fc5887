/// The assembled answer as lines: how it ended, then each part under its name.
struct AssembledPage: DetailPage {
  private enum Line {
    case words(String, isProblem: Bool)
    case heading(Int)
    case text(part: Int, line: Int)
  }

  let assembly: Assembly
  var scroll = DetailScroll()
  /// Lines before the parts.
  private var head: [Line] = []
  /// Where each part begins, and the end of the last.
  private var starts: [Int]
  private let showsHeadings: Bool

  init(_ assembly: Assembly) {
    self.assembly = assembly
    var head: [Line] = []
    if assembly.dialect == nil {
      let words = "no answer of a model in these records; :assemble joins a field of them"
      head.append(.words(words, isProblem: false))
    }
    head += assembly.gaps.map { .words($0, isProblem: true) }
    if let failure = assembly.failure { head.append(.words(failure, isProblem: true)) }
    let ends = assembly.stops.sorted { $0.key < $1.key }
    let stops = ends.map { ends.count > 1 ? "choice \($0.key): \($0.value)" : $0.value }
    if !stops.isEmpty {
      head.append(.words("ended: " + stops.joined(separator: ", "), isProblem: false))
    }
    self.head = head
    let isPlain = assembly.parts.count == 1 && assembly.parts[0].key.kind == .text
    showsHeadings = !isPlain
    starts = [head.count]
    for part in assembly.parts {
      starts.append(starts[starts.count - 1] + part.outline.lines.count + (isPlain ? 0 : 1))
    }
  }

  let hasCursor = false
  let wrapsWords = true

  private var total: Int { starts[starts.count - 1] }

  mutating func reach(_ line: Int) -> Bool { line < total }

  mutating func next(after line: Int) -> Int? { line + 1 < total ? line + 1 : nil }

  func previous(before line: Int) -> Int? { line > 0 ? min(line, total) - 1 : nil }

  mutating func count() -> Int { total }

  func hanging(of line: Int) -> Int { 0 }

  private func line(_ number: Int) -> Line {
    if number < head.count { return head[number] }
    let part = max(0, starts.lastIndex { $0 <= number } ?? 0)
    let index = number - starts[part]
    guard showsHeadings else { return .text(part: part, line: index) }
    return index == 0 ? .heading(part) : .text(part: part, line: index - 1)
  }

  func spans(of number: Int, _ room: DetailRoom) -> [Span] {
    let theme = room.theme
    switch line(number) {
    case .words(let text, let isProblem):
      return [Span(text, isProblem ? theme.warning : theme.muted)]
    case .heading(let part):
      return [Span(assembly.heading(of: assembly.parts[part]), theme.accent)]
    case .text(let index, let line):
      let part = assembly.parts[index]
      return part.outline.spans(
        of: line, in: part.bytes[...], theme: theme, glyphs: room.glyphs,
        text: part.key.kind == .reasoning ? theme.muted : theme.text)
    }
  }
}
