import StreamDecoding
import WebText

extension OpenAPIBundle {
  /// The document's own models. One that is nothing but a reference to a file is what the file holds.
  mutating func ownModels(_ value: JSONValue, in file: String) -> JSONValue? {
    named(value, in: file) { bundle, schema, file in
      guard let place = bundle.models.places[bundle.trail.last ?? ""],
        let target = try? bundle.files.value(at: place)
      else { return bundle.schema(schema, in: file) }
      return bundle.schema(target, in: place.file)
    }
  }

  /// A schema whose references lead to models of the document.
  mutating func schema(_ value: JSONValue, in file: String) -> JSONValue {
    guard file != files.document || files.areWanted else { return value }
    spend()
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements): return .array(elements.map { schema($0, in: file) })
    case .object: break
    }
    var result = JSONObject()
    for (key, member) in value.objectValue ?? [:] {
      trail.append(key)
      defer { trail.removeLast() }
      switch key {
      case "$ref" where member.stringValue != nil:
        let text = member.stringValue ?? ""
        let reference = reference(text, in: file)
        // Not an empty schema, which says that anything goes.
        result[reference == nil ? "$comment" : key] = .string(reference ?? "refers to " + text)
      case "discriminator": result[key] = discriminator(member, in: file)
      // Values, not schemas: nothing in them is a keyword.
      case "default", "example", "examples", "enum", "const": result[key] = member
      case _ where key.hasPrefix("x-"): result[key] = member
      case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas":
        result[key] = named(member, in: file) { $0.schema($1, in: $2) }
      default: result[key] = schema(member, in: file)
      }
    }
    return .object(result)
  }

  /// A schema's reference as it stands in the document; nil, and said, where it leads nowhere.
  private mutating func reference(_ text: String, in file: String) -> String? {
    // Whoever reads schemas says which of the document's own lead nowhere.
    let isOther = !text.hasPrefix("#") && !files.areThere
    if file == files.document, isOther || JSONPointer(reference: text) != nil { return text }
    do throws(ReferenceProblem) {
      let place = try files.place(of: text, from: file)
      guard hasRoom else { throw .tooMuch }
      _ = try files.value(at: place)
      return models.reference(to: place, in: files.document)
    } catch {
      trail.removeLast()
      warn(of: text, in: file, error)
      trail.append("$ref")
      return nil
    }
  }

  /// Its mapping names schemas, by references or by names.
  private mutating func discriminator(_ value: JSONValue, in file: String) -> JSONValue {
    guard var result = value.objectValue, let mapping = result["mapping"]?.objectValue else {
      return value
    }
    var changed = JSONObject()
    for (tag, member) in mapping {
      let text = member.stringValue ?? ""
      let isName = !text.contains { "/#.".contains($0) }
      let written = isName ? JSONPointer(models.home + [text]).reference : text
      let place = try? files.place(of: written, from: file)
      let isOwn = file == files.document && (isName || text.hasPrefix("#"))
      if !isOwn, let place, (try? files.value(at: place)) != nil {
        changed[tag] = .string(models.reference(to: place, in: files.document))
      } else {
        changed[tag] = member
      }
    }
    result["mapping"] = .object(changed)
    return .object(result)
  }
}
