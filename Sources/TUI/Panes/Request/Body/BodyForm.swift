import Endpoints
import StreamDecoding
import WebText

/// The body in the form: its fields, a row each, or its text. Only the rows that are seen are made.
struct BodyForm {
  let draft: RequestDraft
  let editor: RequestEditor
  let problems: [RequestDraft.Problem]

  private struct Line {
    let node: BodyNode
    let depth: Int
    let isOn: Bool
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    var area = area
    guard let row = editor.row else { return text(draft.fields[editor.field].input, area, &canvas) }
    if row.isOpen {
      let title = area.cutTop(area.rows > 1 ? 1 : 0)
      canvas.write([Span(row.path.text, canvas.heading(true))], at: 2, row: 0, in: title)
      return text(row.input, area, &canvas)
    }
    let lines = lines(rows: area.rows)
    let names = min(
      area.columns / 2, lines.map { 2 * $0.depth + $0.node.path.name.columns }.max() ?? 0)
    let words = lines.map { remark($0.node, canvas).text.columns }.max() ?? 0
    for (place, line) in lines.enumerated() {
      draw(line, names: names, words: words, row: place, in: area, on: &canvas)
    }
  }

  private func text(_ input: TextInput, _ area: Rect, _ canvas: inout Canvas) {
    var area = area
    let edge = area.cutLeft(2)
    for row in 0..<edge.rows {
      canvas.write(canvas.glyphs.cursor, canvas.theme.border, at: 0, row: row, in: edge)
    }
    canvas.lines(input, canvas.theme.text, in: area)
  }

  /// The row with the cursor, in the middle of those around it.
  private func lines(rows: Int) -> [Line] {
    guard let row = editor.row, let here = draft.walk(editor.field, at: row.path) else { return [] }
    var lines = [Line(node: here.node, depth: here.depth, isOn: true)]
    var walk = here
    while lines.count < rows, walk.previous() {
      lines.insert(Line(node: walk.node, depth: walk.depth, isOn: false), at: 0)
    }
    let above = lines.count - 1
    walk = here
    var below = 0
    while below < rows, walk.next() {
      lines.append(Line(node: walk.node, depth: walk.depth, isOn: false))
      below += 1
    }
    let top = min(max(0, above - rows / 2), max(0, lines.count - rows))
    return Array(lines.dropFirst(top).prefix(rows))
  }

  private func draw(
    _ line: Line, names: Int, words: Int, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let node = line.node
    if line.isOn { canvas.write(canvas.glyphs.cursor, theme.accent, at: 0, row: row, in: area) }
    let indent = min(2 * line.depth, max(0, names - 4))
    let name = node.path.name.clipped(
      toColumns: names - indent, ellipsis: canvas.glyphs.ellipsis)
    let style = line.isOn ? canvas.heading(true) : theme.text
    canvas.write(name, style, at: 2 + indent, row: row, in: area)
    var rest = area
    _ = rest.cutLeft(names + 4)
    var box = rest.cutLeft(max(min(RequestForm.leastBox, rest.columns), rest.columns - words - 2))
    if node.kind == .object || node.kind == .list {
      let style = line.isOn ? theme.accent : node.value == nil ? theme.muted : theme.text
      canvas.write([Span(Self.summary(node), style)], at: 1, row: row, in: box)
      if line.isOn { canvas.placeCursor(column: 1, row: row, in: box) }
    } else {
      let edge = line.isOn ? theme.accent : theme.border
      canvas.write("[", edge, at: 0, row: row, in: box)
      canvas.write("]", edge, at: box.columns - 1, row: row, in: box)
      box.column += 1
      box.columns -= 2
      value(line, row: row, in: box, on: &canvas)
    }
    _ = rest.cutLeft(2)
    let remark = remark(node, canvas)
    let fitting = RequestForm.folded(remark.text, toColumns: rest.columns, canvas.glyphs)
    canvas.write([Span(fitting, remark.style)], at: 0, row: row, in: rest)
  }

  /// What belongs where the cursor is: `customer: string, required`; nil without a row.
  var rowWords: String? {
    guard let row = editor.row, let node = draft.walk(editor.field, at: row.path)?.node else {
      return nil
    }
    let words = words(node)
    return words.isEmpty ? nil : node.path.text + ": " + words
  }

  private func value(_ line: Line, row: Int, in box: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let node = line.node
    let isSecret = node.path.isSecret
    let input = line.isOn ? editor.row?.input ?? TextInput(node.text) : TextInput(node.text)
    if input.isEmpty {
      let words =
        node.value == nil ? node.words.defaultText ?? (node.isRequired ? "" : "left out") : ""
      canvas.write([Span(words, theme.muted)], at: 0, row: row, in: box)
      if line.isOn { canvas.placeCursor(column: 0, row: row, in: box) }
    } else if line.isOn {
      canvas.input(
        isSecret ? input.masked() : input, theme.accent, row: row, in: box, hasCursor: true)
    } else {
      let text = isSecret ? TextInput("secret").masked().text : node.text
      canvas.write([Span(text, theme.text)], at: 0, row: row, in: box)
    }
  }

  /// The rule that is broken here, else what belongs here.
  private func remark(_ node: BodyNode, _ canvas: Canvas) -> Span {
    let place = node.path.text
    guard let problem = problems.first(where: { $0.field == editor.field && $0.place == place })
    else { return Span(words(node), canvas.theme.muted) }
    let named = place.isEmpty || place.hasPrefix("[") ? "body" + place : place
    let rule =
      problem.sentence.hasPrefix(named + " ")
      ? String(problem.sentence.dropFirst(named.count + 1)) : problem.sentence
    return Span(
      canvas.glyphs.cross + " " + rule,
      problem.isMissing ? canvas.theme.warning : canvas.theme.error)
  }

  /// `integer 1 to 100, required`
  private func words(_ node: BodyNode) -> String {
    let type = node.words.type
    let isFile = draft.isFile(node, of: editor.field)
    let name =
      isFile
      ? node.kind == .list ? "list of files" : "path of a file"
      : node.kind == .object ? node.branchName ?? "object" : type
    return [name, node.isRequired && !node.isItem ? "required" : ""].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// `2 items`, `3 members`, `left out`.
  private static func summary(_ node: BodyNode) -> String {
    switch node.value {
    case nil: node.isRequired ? "not there" : "left out"
    case .object(let members): members.count == 1 ? "1 member" : "\(members.count) members"
    case .array(let elements): elements.count == 1 ? "1 item" : "\(elements.count) items"
    case .null, .bool, .number, .string: "null"
    }
  }
}

extension BodyNode {
  fileprivate var isItem: Bool { if case .item = path.steps.last { true } else { false } }

  /// What the chosen alternative is called.
  fileprivate var branchName: String? {
    guard let branch else { return schema["title"]?.stringValue }
    return MergedSchema.of(branches[branch], models: models)["title"]?.stringValue
      ?? SchemaReference(branches[branch])?.model
  }
}

extension BodyPath {
  /// Whether a name on the way is that of a secret.
  var isSecret: Bool {
    steps.contains { if case .member(let name) = $0 { SecretName.matches(name) } else { false } }
  }
}
