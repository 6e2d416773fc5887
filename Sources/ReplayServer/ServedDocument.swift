import StreamDecoding
import WebText

/// The OpenAPI document of what a server of this program's own has.
enum ServedDocument {
  /// An endpoint of it.
  struct Entry {
    var method: String
    var path: String
    var name: String
    var mediaType: String
    /// What its media type does not tell.
    var isStream: Bool
  }

  static func value(_ entries: [Entry]) -> JSONValue {
    var paths = JSONObject()
    for entry in entries {
      var methods = paths[entry.path]?.objectValue ?? [:]
      let method = entry.method.lowercased()
      guard methods[method] == nil else { continue }
      methods[method] = operation(entry)
      paths[entry.path] = .object(methods)
    }
    return [
      "openapi": "3.2.0", "info": ["title": "Recordings", "version": "1"],
      "paths": .object(paths),
    ]
  }

  private static func operation(_ entry: Entry) -> JSONValue {
    let type = String(entry.mediaType.prefix { $0 != ";" })
    let content: JSONValue = entry.isStream ? ["itemSchema": [:]] : [:]
    return [
      "operationId": .string(entry.name),
      "responses": [
        "200": ["description": "As recorded", "content": .object([type: content])]
      ],
    ]
  }
}
