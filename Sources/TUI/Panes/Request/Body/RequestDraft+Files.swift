import Endpoints
import StreamDecoding

/// Files that a request sends.
extension RequestDraft {
  /// More are not looked at.
  private static let mostFiles = 100
  /// Nor more rows of a form for them.
  private static let mostRows = 1000

  /// Whether a place of a body is the path of a file.
  func isFile(_ node: BodyNode, of field: Int) -> Bool {
    guard fields.indices.contains(field), case .body(let body) = fields[field].role else {
      return false
    }
    return body.isMultipart && node.isFile
  }

  /// The path at the cursor of an editor; nil where no file's is typed.
  func filePath(at editor: RequestEditor) -> String? {
    guard fields.indices.contains(editor.field), case .body(let body) = fields[editor.field].role
    else { return nil }
    guard let row = editor.row else {
      if body.isFile { return fields[editor.field].text }
      guard body.isMultipart, case .text(let input) = fields[editor.field].content else {
        return nil
      }
      let line = String(input.characters[input.line(at: input.cursor)])
      guard case .file(_, let path)? = FormContent(lines: line).parts.first else { return nil }
      return path
    }
    guard let node = walk(editor.field, at: row.path)?.node, isFile(node, of: editor.field)
    else { return nil }
    return node.text
  }

  /// The paths of all files that are to be sent.
  var filePaths: [String] {
    let sent = withFiles(PlannedRequest(method: "", baseURL: "", path: []))
    let parts = (sent.parts ?? []).compactMap { part in
      if case .file(_, let path) = part { path } else { nil }
    }
    return Array(
      ((sent.bodyFile.map { [$0] } ?? []) + parts).filter { !$0.isEmpty }.prefix(Self.mostFiles))
  }

  /// What is wrong with a body that is a file, and what is missing in a form that its schema allows.
  func fileProblems(at index: Int) -> [Problem] {
    guard case .body(let body) = fields[index].role else { return [] }
    if body.isFile {
      return objection(to: fields[index].text).map { [fileProblem(at: index, nil, $0)] } ?? []
    }
    guard body.isForm else { return [] }
    if case .text(let input) = fields[index].content {
      return body.isMultipart ? lineProblems(input.text, at: index) : []
    }
    guard var walk = walk(index) else { return [] }
    var found: [Problem] = []
    var rows = 0
    repeat {
      rows += 1
      let node = walk.node
      if let words = objection(toLackIn: node) {
        found.append(fileProblem(at: index, node.path.text, words, isMissing: true))
      }
      guard body.isMultipart, node.isFile, let path = node.value?.stringValue,
        let words = objection(to: path)
      else { continue }
      found.append(fileProblem(at: index, node.path.text, words, isMissing: path.isEmpty))
    } while found.count < Self.mostFiles && rows < Self.mostRows && walk.next()
    return found
  }

  /// The same for a form that is typed as lines.
  private func lineProblems(_ lines: String, at index: Int) -> [Problem] {
    if let line = FormContent.unread(in: lines) {
      return [fileProblem(at: index, nil, "must be NAME=VALUE or NAME=@FILE in each line: \(line)")]
    }
    return FormContent(lines: lines).parts.compactMap { part in
      guard case .file(let name, let path) = part else { return nil }
      return objection(to: path).map { fileProblem(at: index, name, $0, isMissing: path.isEmpty) }
    }
  }

  private func fileProblem(
    at index: Int, _ place: String?, _ words: String, isMissing: Bool = false
  ) -> Problem {
    Problem(
      field: index, sentence: (place ?? "body") + " " + words, place: place, isMissing: isMissing)
  }

  /// A form has no way to say that a list is empty: it would be missing.
  private func objection(toLackIn node: BodyNode) -> String? {
    guard node.isRequired, node.kind == .list, node.value?.arrayValue?.isEmpty ?? true else {
      return nil
    }
    return node.isFile ? "needs a file" : "needs an item: a form knows no empty list"
  }

  private func objection(to path: String) -> String? {
    path.isEmpty ? "needs the path of a file" : files[path]?.objection
  }

  /// The request with its files, and with the form as it is sent.
  func withFiles(_ planned: PlannedRequest) -> PlannedRequest {
    guard let field = fields.last(where: \.isBody), case .body(let body) = field.role else {
      return planned
    }
    var request = planned
    if body.isFile, !field.isEmpty {
      request.body = Self.untyped
      request.bodyFile = field.text
    }
    guard body.isMultipart, !field.isEmpty else { return request }
    request.parts =
      switch field.content {
      case .value(let value):
        FormContent(value, schema: body.schema, models: models).parts
      case .text(let input): FormContent(lines: input.text).parts
      }
    return request
  }
}
