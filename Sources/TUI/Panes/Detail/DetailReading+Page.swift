extension DetailReading: DetailPage {
  var hasCursor: Bool { outline.isJSON }

  mutating func next(after line: Int) -> Int? {
    var next = line + 1
    if isFolded(line) {
      findEnd(of: line)
      let partner = outline.lines[line].partner
      next = partner == RecordOutline.Line.none ? outline.lines.count : Int(partner) + 1
    }
    return reach(next) ? next : nil
  }

  func previous(before line: Int) -> Int? {
    guard line > 0 else { return nil }
    let before = outline.lines[line - 1]
    // What ends just before is folded as a whole, or not at all.
    if before.kind == .closing, folds.contains(Int(before.partner)) { return Int(before.partner) }
    return line - 1
  }

  mutating func count() -> Int {
    _ = reach(.max - 2)
    return outline.lines.count
  }

  /// In bytes where nobody has counted the lines.
  mutating func rest(after line: Int) -> String? {
    guard let next = next(after: line) else { return nil }
    if outline.isComplete { return (outline.lines.count - next).grouped }
    return (text.count - outline.lines[next].range.lowerBound).bytes
  }

  func footnote(_ keys: KeyTable) -> String {
    let path = paths.reversed().joined(separator: " in ")
    return holdsJSON ? path + "  \(keys.browsing.label(of: .activate)) opens its JSON" : path
  }

  func hanging(of line: Int) -> Int {
    guard outline.lines[line].kind != .text else { return 0 }
    return 2 * min(RecordOutline.deepestIndent, Int(outline.lines[line].depth)) + 2
  }

  func spans(of line: Int, _ room: DetailRoom) -> [Span] {
    let folded = isFolded(line)
    var spans = outline.spans(
      of: line, in: text, theme: room.theme, glyphs: room.glyphs, text: room.theme.text,
      hasComma: !folded)
    if showsInvisibles { spans = spans.map { Span($0.text.showingInvisibles, $0.style) } }
    if folded { spans += text.withUnsafeBytes { self.folded(line, $0, room) } }
    if nested.contains(line) { spans.append(Span("  JSON in a string", room.theme.muted)) }
    return spans
  }

  /// `…} 3 members,`
  private func folded(
    _ line: Int, _ bytes: UnsafeRawBufferPointer, _ room: DetailRoom
  ) -> [Span] {
    let partner = outline.lines[line].partner
    guard partner != RecordOutline.Line.none else {
      return [Span(room.glyphs.ellipsis, room.theme.muted)]
    }
    let closing = outline.lines[Int(partner)]
    let isObject = bytes[Int(closing.start)] == UInt8(ascii: "}")
    return [
      Span(room.glyphs.ellipsis, room.theme.muted),
      Span((isObject ? "}" : "]") + (closing.hasComma ? "," : ""), room.theme.syntax.punctuation),
      Span(" " + Int(closing.index).counted(isObject ? "member" : "element"), room.theme.muted),
    ]
  }
}
