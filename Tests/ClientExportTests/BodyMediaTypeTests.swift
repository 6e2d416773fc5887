import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// What a media type says is said once, however it is written.
struct BodyMediaTypeTests {
  private static let schema: JSONValue = [
    "type": "object", "required": ["a"], "properties": ["a": ["type": "string"]],
  ]

  /// The code with one word for the two media types, for it names them.
  private func text(
    _ endpoint: Endpoint, _ typed: String?, _ language: ExportLanguage, without types: [String]
  ) -> String {
    let planned = typed.map {
      endpoint.outline(
        baseURL: "http://h", values: [], body: Array($0.utf8), placeholder: ClientCode.placeholder)
    }
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: language)
    return types.reduce(text) { $0.replacing(RequestBody(mediaType: $1).mediaType, with: "TYPE") }
  }

  private static let same: [(String, [String])] = [
    (
      "application/json",
      [
        "application/json; charset=utf-8", "Application/JSON", "application/problem+json",
        "application/vnd.api+json;version=1", "application/merge-patch+json", "text/json",
      ]
    ),
    (
      "application/x-www-form-urlencoded",
      ["application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-URLEncoded"]
    ),
    ("multipart/form-data", ["multipart/form-data; boundary=x", "Multipart/Form-Data"]),
    ("text/plain", ["text/plain; charset=utf-8", "text/csv"]),
    (
      "application/octet-stream",
      ["application/x-ndjson", "application/jsonl", "application/stream+json", "application/xml"]
    ),
  ]

  @Test(arguments: same)
  func `a body is sent as its media type says`(type: String, others: [String]) {
    for language in ExportLanguage.allCases where !language.client.describes {
      for other in others {
        for typed in [nil, #"{"a":"b"}"#, "a=b"] {
          let texts = [type, other].map {
            text(
              Endpoint(
                name: "send", method: "POST", path: "/",
                body: RequestBody(mediaType: $0, schema: Self.schema)),
              typed, language, without: [other, type])
          }
          #expect(texts[0] == texts[1], "\(language) \(other) \(typed ?? "")")
        }
      }
    }
  }

  @Test(arguments: [
    (
      "application/json",
      ["application/json; charset=utf-8", "application/problem+json", "text/json"]
    ),
    ("text/plain", ["text/plain; charset=utf-8", "Text/HTML"]),
    ("application/pdf", ["application/pdf; a=b"]),
  ])
  func `an answer is read as its media type says`(type: String, others: [String]) {
    for language in ExportLanguage.allCases where !language.client.describes {
      for other in others {
        for item in [nil, NamedSchema(schema: Self.schema)] {
          let texts = [type, other].map {
            text(
              Endpoint(name: "ask", path: "/", mediaType: $0, item: item), nil, language,
              without: [other, type])
          }
          #expect(texts[0] == texts[1], "\(language) \(other)")
        }
      }
    }
  }
}
