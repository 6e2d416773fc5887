import Endpoints
import StreamDecoding

/// The models that are a choice among values, to be found where a document's reader has put one in
/// the place of its name, as it does in parameters.
struct NamedChoices {
  private let models: JSONObject

  init(of models: JSONObject) {
    var choices = JSONObject()
    for (name, model) in models where model["enum"] != nil { choices[name] = model }
    self.models = choices
  }

  /// The schema with names again, in its alternatives and elements too.
  func named(in schema: JSONValue) -> JSONValue {
    guard var members = schema.objectValue, !models.isEmpty else { return schema }
    if let name = schema["title"]?.stringValue, let values = schema["enum"],
      models[name]?["enum"] == values, models[name]?["type"] == schema["type"]
    {
      return SchemaReference(to: name).schema
    }
    if let items = members["items"] { members["items"] = named(in: items) }
    for key in ["anyOf", "oneOf"] {
      guard let choices = members[key]?.arrayValue else { continue }
      members[key] = .array(choices.map(named))
    }
    return .object(members)
  }
}
