import StreamDecoding

/// What libFuzzer calls for the next input. A document that is changed byte by byte is mostly refused
/// at its first byte: those of JSON are changed as values, two times of three.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32
) -> Int {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard seed % 3 > 0, let changed = target.changed(input, seed: seed),
    (1...capacity).contains(changed.count)
  else { return mutateBytes(start, count, capacity) }
  _ = UnsafeMutableBufferPointer(start: start, count: capacity).update(fromContentsOf: changed)
  return changed.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int
) -> Int

extension FuzzTarget {
  /// The input with a JSON text in it changed; nil where there is none.
  fileprivate func changed(_ input: [UInt8], seed: UInt32) -> [UInt8]? {
    var change = JSONChange(seed: seed)
    switch self {
    case .openapi, .har, .json, .yaml:
      return change.changed(input)
    case .export:
      guard let first = input.first else { return nil }
      return change.changed(Array(input.dropFirst())).map { [first] + $0 }
    case .capture, .schema:
      // A text on each line.
      var lines = input.split(separator: 0x0A).map(Array.init)
      guard !lines.isEmpty else { return nil }
      let line = change.number(below: lines.count)
      guard let changed = change.changed(lines[line]) else { return nil }
      lines[line] = changed
      return Array(lines.joined(separator: [0x0A]))
    case .sse, .ndjson, .lines, .text, .jsonSequence, .jsonValues, .inflate, .disposition, .url,
      .proxyHead, .proxyBody, .json5, .filter, .template, .pasted, .keys, .words, .printable:
      return nil
    }
  }
}

/// One change of a JSON value somewhere within it.
private struct JSONChange {
  private var cuts: Cuts
  private var places = 0
  /// Parts of the value, from which others are made.
  private var parts: [JSONValue] = []

  init(seed: UInt32) { cuts = Cuts(withUnsafeBytes(of: seed, Array.init)) }

  mutating func number(below limit: Int) -> Int { cuts.number(below: limit) }

  mutating func changed(_ text: [UInt8]) -> [UInt8]? {
    guard let value = try? JSONValue(parsing: text) else { return nil }
    collect(value)
    places = number(below: max(1, parts.count))
    return Array(changed(value).text().utf8)
  }

  private mutating func collect(_ value: JSONValue) {
    guard parts.count < 1000 else { return }
    parts.append(value)
    switch value {
    case .array(let elements): for element in elements { collect(element) }
    case .object(let members): for member in members { collect(member.value) }
    case .null, .bool, .number, .string: break
    }
  }

  private mutating func changed(_ value: JSONValue) -> JSONValue {
    places -= 1
    if places < 0 {
      places = .max
      return replaced(value)
    }
    switch value {
    case .array(let elements): return .array(elements.map { changed($0) })
    case .object(let members):
      var object = JSONObject()
      for (name, inner) in members { object[name] = changed(inner) }
      return .object(object)
    case .null, .bool, .number, .string: return value
    }
  }

  private mutating func replaced(_ value: JSONValue) -> JSONValue {
    let other = parts[number(below: parts.count)]
    switch (value, number(below: 4)) {
    case (.object(var members), 0...2):
      let names = members.keys
      let name = names.isEmpty ? "a" : names[number(below: names.count)]
      let added = Self.words[number(below: Self.words.count)]
      if number(below: 2) == 0 { members[name] = nil } else { members[added] = other }
      return .object(members)
    case (.array(let elements), 0...2):
      return .array(number(below: 3) == 0 ? Array(elements.dropFirst()) : elements + [other])
    case (.string(let text), 0...2):
      let word = Self.words[number(below: Self.words.count)]
      return .string(number(below: 2) == 0 ? word : text + word)
    case (.number, 0...2): return .number(Self.numbers[number(below: Self.numbers.count)])
    default: return other
    }
  }

  private static let numbers = [
    "0", "-1", "1e308", "1e-400", "-0.0", "9223372036854775807", "18446744073709551616", "99",
    "1e9",
    "2147483648", "0.1",
  ]

  /// Names and values that documents, archives and captures give a meaning to, and signs that a
  /// language, a shell, a terminal or a URL does.
  private static let words = [
    "$ref", "#/components/schemas/M", "#/definitions/M", "#/paths/~1s", "allOf", "anyOf", "oneOf",
    "not", "if", "then", "properties", "items", "prefixItems", "contains", "additionalProperties",
    "patternProperties", "required", "enum", "const", "default", "example", "examples", "type",
    "object", "array", "string", "integer", "null", "format", "date-time", "password", "binary",
    "pattern", "^(a|b)*[^c-z]{2,}$", "[\u{10FFFF}-a]", "(((", "minimum", "maximum", "multipleOf",
    "minLength", "maxItems", "uniqueItems", "discriminator", "mapping", "propertyName",
    "parameters",
    "in", "query", "header", "cookie", "path", "name", "style", "explode", "deepObject",
    "requestBody", "content", "text/event-stream", "application/x-ndjson", "multipart/form-data",
    "itemSchema", "x-enum-varnames", "security", "servers", "variables", "description", "summary",
    "operationId", "deprecated", "nullable", "swagger", "2.0", "openapi", "3.0.3", "{", "}", "{id}",
    "*/", "//", "\"", "'", "`", "$(id)", "${x}", "\\", "\n", "\r\n", "\u{1B}[31m", "\u{202E}", "\0",
    "\u{2028}", "%00", "..", "/", "~1", "é", "\u{301}", "class", "__init__", "0", "-", "#",
    "</script>",
    "base64", "encoding", "startedDateTime", "9999-12-31T23:59:60.999999999Z", "time", "timings",
    "_eventSourceMessages", "request", "head", "part64", "lost", "text", "headers", "status",
  ]
}
