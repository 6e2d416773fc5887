import Endpoints
import StreamDecoding

/// A body that is filled in by the fields of its schema.
extension RequestDraft {
  /// The whole of a body's value; nil where the field is no body, or a text.
  func bodyRoot(_ field: Int) -> BodyNode? {
    guard fields.indices.contains(field), case .body(let body) = fields[field].role,
      case .value(let value) = fields[field].content
    else { return nil }
    return BodyNode(BodyPath(), body.schema, value: value, isRequired: true, models: models)
  }

  /// The first row of a body, or the last.
  func walk(_ field: Int, atEnd: Bool = false) -> BodyWalk? {
    guard let root = bodyRoot(field) else { return nil }
    return atEnd
      ? BodyWalk(endOf: root, showsRoot: root.needsRow)
      : BodyWalk(root, showsRoot: root.needsRow)
  }

  /// The row of a body at a path, or the nearest above it.
  func walk(_ field: Int, at path: BodyPath) -> BodyWalk? {
    bodyRoot(field).flatMap { BodyWalk($0, showsRoot: $0.needsRow, at: path) }
  }

  /// Rows of a body, as far as there are not more than `limit`.
  func rowCount(_ field: Int, limit: Int) -> Int {
    guard var walk = walk(field) else { return 0 }
    var count = 1
    while count < limit, walk.next() { count += 1 }
    return count
  }

  /// Puts a value into a body of fields; nil leaves its place out.
  mutating func set(_ new: JSONValue?, at path: BodyPath, of field: Int) {
    guard case .value(let value) = fields[field].content else { return }
    fields[field].content = .value(value.with(new, at: path.steps[...]))
  }

  /// Shows a body of fields as text, or a text as fields.
  ///
  /// - Returns: Why it stays as it is; nil where it doesn't.
  mutating func switchBody(_ field: Int) -> String? {
    guard case .body(let body) = fields[field].role, body.isJSON else {
      return "only a JSON body is a text and fields"
    }
    switch fields[field].content {
    case .value(let value):
      let text = value.text(pretty: true)
      guard text.utf8.count <= TextInput.longest else {
        return "the body is too long for a text here"
      }
      fields[field].content = .text(TextInput(text, hasLines: true))
    case .text(let input):
      do throws(RecordFault) {
        fields[field].content = .value(
          input.isEmpty
            ? BodyDraft.value(for: body, of: endpoint, models: models, filling: .form)
            : try JSONValue(parsing: input.text))
      } catch {
        return "no JSON yet, so it stays text: \(error.sentence(in: input.text))"
      }
    }
    return nil
  }
}

extension RequestField {
  /// A body begins as the fields of its schema where that has some, else as a text.
  static func firstContent(
    of body: RequestBody, of endpoint: Endpoint, models: JSONObject
  ) -> Content {
    guard body.isJSON || body.isForm else {
      return .text(TextInput("", hasLines: !body.isFile))
    }
    let value = BodyDraft.value(for: body, of: endpoint, models: models, filling: .form)
    let root = BodyNode(BodyPath(), body.schema, value: value, isRequired: true, models: models)
    let hasRows = BodyWalk(root, showsRoot: root.needsRow) != nil
    if [.object, .list].contains(root.kind), hasRows, body.isJSON || value.objectValue != nil {
      return .value(value)
    }
    // A form without fields is typed as it is sent; one in parts is lines, as nobody types its parts.
    return body.isForm
      ? .text(TextInput("", hasLines: body.isMultipart))
      : .text(TextInput(value.text(pretty: true), hasLines: true))
  }
}

extension BodyNode {
  /// Whether the whole of a body has a row: an object without a choice is told by what is in it.
  fileprivate var needsRow: Bool { value?.objectValue == nil || varies }
}
