import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct TypeScriptCommentTests {
  private func text(_ endpoint: Endpoint, models: JSONObject = [:]) -> String {
    ClientCode.text(for: endpoint, models: models, baseURL: "", language: .typescript)
  }

  @Test(arguments: [("[DONE]", true), ("{\"done\":true}", false)])
  func `the last event's data that is no JSON is told`(sentinel: String, isTold: Bool) {
    let endpoint = Endpoint(name: "chat", path: "/", kind: .sse, sentinel: sentinel)
    let line = " * The last event has the data `[DONE]`, of which `json()` can make nothing.\n"
    #expect(text(endpoint).contains(line) == isTold)
  }

  @Test func `a stream of unknown type says how its type is given, and what closes it`() {
    let lines = """
       * Nobody says what it sends: give the type as `T`. A callback that closes the
       * stream by its name needs braces: `() => { stream.close(); }`.

      """
    #expect(text(Endpoint(name: "rows", path: "/", kind: .ndjson)).contains(lines))
    let known = Endpoint(name: "logs", path: "/", kind: .text)
    #expect(!text(known).contains("Nobody says"))
    #expect(!text(Endpoint(name: "read", path: "/")).contains("Nobody says"))
  }

  @Test(arguments: [
    ("unset", "Unset", false), ("read_user", "Read User", false), ("class_", "Class.", false),
    ("read_user", "Read a user", true), ("читать", "Данные", true),
  ])
  func `a summary that repeats the name says nothing`(name: String, summary: String, isTold: Bool) {
    let endpoint = Endpoint(name: name, path: "/", summary: summary)
    #expect(text(endpoint).contains(" * " + summary + "\n") == isTold)
  }

  @Test func `what is deprecated of a request or an answer is told`() {
    let old: JSONValue = ["type": "string", "deprecated": true, "description": "Its first name"]
    let endpoint = Endpoint(
      name: "call", path: "/",
      parameters: [
        Parameter(name: "old", location: .query, required: false, schema: old, summary: "As it was")
      ],
      item: NamedSchema(name: "Item"))
    let text = text(endpoint, models: ["Item": ["type": "object", "properties": ["old": old]]])
    #expect(text.contains(" * @param old Deprecated. As it was\n"))
    #expect(text.contains("  /** @deprecated Its first name */\n  old?: string;\n"))
  }

  @Test(arguments: [
    (nil, nil, "API"), ("", "", "API"), (" ", "1", "API 1"), ("Shop", nil, "Shop"),
    ("Shop", "2.0", "Shop 2.0"),
  ])
  func `a file begins with the backend's name, or without one with a word for it`(
    title: String?, version: String?, name: String
  ) {
    let catalog = Catalog(
      title: title, version: version, endpoints: [Endpoint(name: "a", path: "/a")])
    for (language, sign) in [(ExportLanguage.typescript, "//"), (.python, "#"), (.swift, "//")] {
      let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: language)
      #expect(text.hasPrefix(sign + " " + name + ": client code "))
    }
  }
}
