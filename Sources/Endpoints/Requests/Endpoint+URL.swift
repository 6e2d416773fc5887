import StreamDecoding
import WebText

extension Endpoint {
  /// The endpoint that a URL itself is; what stands in its query are required values of it. A secret
  /// among them is to be given again. Nil where it is no URL.
  public init?(url: String) {
    let url = URLText(url)
    guard url.origin != nil else { return nil }
    let path = url.path.isEmpty ? "/" : url.path
    let name = OperationName(id: nil, path: path, method: "GET", methods: ["GET"]).name
    self.init(name: name, path: path, parameters: Self.parameters(in: url))
  }

  private static func parameters(in url: URLText) -> [Parameter] {
    // Without its secrets, which would be shown wherever the endpoint is.
    let text = url.withoutCredentials.prefix { $0 != "#" }
    guard let mark = text.firstIndex(of: "?") else { return [] }
    var names: [String] = []
    var values: [String: [String]] = [:]
    for field in text[text.index(after: mark)...].split(separator: "&") {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentCoding.decoded(form: parts[0])
      if values[name] == nil { names.append(name) }
      values[name, default: []].append(parts.count > 1 ? PercentCoding.decoded(form: parts[1]) : "")
    }
    return names.map { parameter($0, values[$0] ?? []) }
  }

  private static func parameter(_ name: String, _ values: [String]) -> Parameter {
    // Several are one value of a list, as they are typed.
    let example = values.joined(separator: ",")
    let text: JSONValue = ["type": "string"]
    let schema: JSONValue =
      if values.count > 1 {
        ["type": "array", "items": text, "example": .string(example)]
      } else if example == "…" {
        text
      } else {
        ["type": "string", "example": .string(example)]
      }
    return Parameter(name: name, location: .query, required: true, schema: schema)
  }
}
