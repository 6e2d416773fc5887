import StreamDecoding
import WebText

/// What a style makes of one value, before any of it is encoded: a name, and what stands behind it.
struct StyledField {
  /// The parameter's, or that of an object's member.
  var name: String
  var values: [String]
  /// The values stand behind the name once, joined; else the name comes again for each.
  var isJoined = false
  /// The name is that of a member, which every style writes.
  var isMember = false
}

extension ParameterStyle {
  /// The fields of a value, in order; none for a value without content.
  ///
  /// Lists and objects within an object are not specified but for `deepObject`, where they are
  /// written as `qs` and Rails read them.
  func fields(of value: JSONValue, named name: String) -> [StyledField] {
    switch (form, value) {
    case (.content, _): return [StyledField(name: name, values: [value.text()])]
    case (.deepObject, .array), (.deepObject, .object): return Self.deep(value, named: name)
    case (_, .object(let members)): return fields(of: members, named: name)
    case (_, _):
      let texts = Self.texts(of: value)
      return texts.isEmpty
        ? [] : [StyledField(name: name, values: texts, isJoined: !explodes)]
    }
  }

  private func fields(of object: JSONObject, named name: String) -> [StyledField] {
    let members = object.map {
      StyledField(
        name: $0.key, values: Self.texts(of: $0.value), isJoined: !isForm, isMember: true)
    }.filter { !$0.values.isEmpty }
    if explodes { return members }
    let texts = members.flatMap { [$0.name, $0.values.joined(separator: ",")] }
    return texts.isEmpty ? [] : [StyledField(name: name, values: texts, isJoined: true)]
  }

  /// `name[member]`, and `name[]` for the values of a list.
  private static func deep(_ value: JSONValue, named name: String) -> [StyledField] {
    switch value {
    case .object(let members): members.flatMap { deep($1, named: name + "[" + $0 + "]") }
    case .array(let elements):
      elements.enumerated().flatMap { place, element in
        let isScalar = element.arrayValue == nil && element.objectValue == nil
        return deep(element, named: name + (isScalar ? "[]" : "[\(place)]"))
      }
    case .null: []
    case .bool, .number, .string:
      [StyledField(name: name, values: [ParameterSchema.text(of: value)])]
    }
  }

  /// Nothing for null, several for a list.
  private static func texts(of value: JSONValue) -> [String] {
    switch value {
    case .null: []
    case .array(let elements): elements.flatMap(texts)
    case .bool, .number, .string, .object: [ParameterSchema.text(of: value)]
    }
  }
}

extension Parameter {
  /// What stands in the place of the path that has its name.
  func pathPieces(of value: JSONValue, takesSlashes: Bool) -> [PlannedRequest.PathPiece] {
    let sign: String? =
      switch writing.form {
      case .label: "."
      case .matrix: ";"
      case .simple, .form, .spaceDelimited, .pipeDelimited, .deepObject, .content: nil
      }
    let fields = writing.fields(of: value, named: name).flatMap { field in
      field.isJoined
        ? [field]
        : field.values.map {
          StyledField(name: field.name, values: [$0], isMember: field.isMember)
        }
    }
    var pieces: [PlannedRequest.PathPiece] = []
    func add(text: String) { if !text.isEmpty { pieces.append(.text(text)) } }
    for (place, field) in fields.enumerated() {
      add(text: sign ?? (place == 0 ? "" : ","))
      if field.isMember || writing.form == .matrix {
        // Source: RFC 6570, 3.2.7: no equals sign before nothing.
        let isAlone = writing.form == .matrix && field.values == [""]
        add(text: field.name.percentEncoded() + (isAlone ? "" : "="))
      }
      for (index, text) in field.values.enumerated() {
        add(text: index == 0 ? "" : ",")
        pieces.append(
          .value(
            name: name, text: text, takesSlashes: takesSlashes,
            keepsReserved: writing.keepsReserved))
      }
    }
    return pieces.isEmpty
      ? [.value(name: name, text: "", takesSlashes: takesSlashes)] : pieces
  }

  /// The lines of a header. A list is a line for each value where its document names no style, which
  /// is the same by RFC 9110, 5.3: FastAPI reads values joined by commas as one.
  func headerLines(of value: JSONValue) -> [PlannedRequest.Header] {
    let texts = writing.fields(of: value, named: name).flatMap { field in
      let start = field.isMember ? field.name + "=" : ""
      return field.isJoined && (style != nil || value.objectValue != nil)
        ? [start + field.values.joined(separator: ",")] : field.values.map { start + $0 }
    }
    if texts.isEmpty { return [] }
    let lines = style == nil ? texts : [texts.joined(separator: ",")]
    return lines.map { PlannedRequest.Header(name: name, value: $0) }
  }
}
