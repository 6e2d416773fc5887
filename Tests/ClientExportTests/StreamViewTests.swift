import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct StreamViewTests {
  @Test(arguments: [
    (
      "told",
      "  return useFollowed<string, StreamOptions & ViewOptions>([], options, (told_, options) =>\n"
        + "    told({ ...told_, onChunk: told_.onRecord }, options));\n",
      "  return new StreamState<string>((told_) => told({ ...told_, onChunk: told_.onRecord }, options), options);"
    ),
    (
      "options",
      "  return useFollowed<string, StreamOptions & ViewOptions>([], options_, (told, options_) =>\n"
        + "    options({ ...told, onChunk: told.onRecord }, options_));\n",
      "  return new StreamState<string>((told) => options({ ...told, onChunk: told.onRecord }, options_), options_);"
    ),
  ])
  func `what shows a stream does not hide the function that it calls`(
    name: String, hook: String, state: String
  ) {
    let endpoint = Endpoint(name: name, path: "/", kind: .text)
    #expect(ClientCode.text(for: endpoint, baseURL: "", language: .react).contains(hook))
    #expect(ClientCode.text(for: endpoint, baseURL: "", language: .svelte).contains(state))
  }

  private static let rows = Endpoint(
    name: "rows", path: "/rows/{id}", kind: .ndjson,
    parameters: [
      Parameter(name: "id", location: .path, required: true, schema: ["type": "integer"]),
      Parameter(name: "limit", location: .query, schema: ["type": "integer"]),
    ])

  @Test(arguments: [ExportLanguage.svelte, .react])
  func `what shows a stream takes optional values by their names, as the call does`(
    language: ExportLanguage
  ) {
    let code = ClientCode.text(for: Self.rows, baseURL: "", language: language)
    #expect(
      code.contains(
        """
          id: number,
          ...rest:
            | [named: { limit?: number | undefined }, options?: StreamOptions & ViewOptions | undefined]
            | [limit: number | undefined, options?: StreamOptions & ViewOptions | undefined]
        """))
    #expect(code.contains("  const [limit, options] = inOrder(rest, \"limit\");\n"))
  }

  @Test func `a composable takes each argument as it is, as a ref or as a getter`() {
    let code = ClientCode.text(for: Self.rows, baseURL: "", language: .vue)
    #expect(code.contains("import { computed, shallowRef, toValue, watchEffect } from \"vue\";\n"))
    #expect(code.contains("export function useRows<T = unknown>(...given: Given<RowsArguments>)"))
    #expect(code.contains("(given, ([id, ...rest]) => {\n    const [limit, options] = inOrder("))
  }

  @Test(arguments: [
    (ExportLanguage.svelte, "import"), (.react, "from \"react\""), (.vue, "from \"vue\""),
  ])
  func `a file without a stream imports nothing of its framework`(
    language: ExportLanguage, absent: String
  ) {
    let endpoint = Endpoint(name: "read", path: "/", kind: .unary)
    #expect(!ClientCode.text(for: endpoint, baseURL: "", language: language).contains(absent))
  }

  @Test(arguments: [ExportLanguage.svelte, .react, .vue])
  func `a file over a client has its functions and no client of its own`(language: ExportLanguage) {
    let catalog = Catalog(endpoints: [Self.rows])
    let options = ExportOptions(output: "views.ts", client: "./api")
    let files = ClientCode.files(
      of: ExportSubject(catalog.endpoints, of: catalog), in: language, options: options)
    let code = files.map(\.text).joined()
    #expect(code.contains("import * as api from \"./api\";\n"))
    #expect(code.contains("api.rows(id, limit, { ...told, onChunk: told.onRecord }, options)"))
    #expect(
      code.contains("import type { CallError, StreamOptions, StreamCallbacks } from \"./api\";\n"))
    #expect(!code.contains("settings: ModuleSettings") && !code.contains("class CallSession"))
  }

  @Test(arguments: [
    (ExportLanguage.react, "ViewOptions", "ViewOptions as ViewOptions_"),
    (.react, "StreamRefs", "StreamRefs"), (.vue, "RowsArguments", "RowsArguments"),
    (.svelte, "StreamView", "StreamView as StreamView_"), (.svelte, "Given", "Given"),
    (.vue, "Given", "Given as Given_"), (.vue, "StreamRefs", "StreamRefs as StreamRefs_"),
    (.vue, "ViewOptions", "ViewOptions as ViewOptions_"),
  ])
  func `a model named like something of a view has another name in its file`(
    language: ExportLanguage, name: String, imported: String
  ) {
    let model: JSONValue = ["type": "object", "properties": ["id": ["type": "integer"]]]
    let endpoint = Endpoint(
      name: "rows", path: "/rows", kind: .ndjson, item: NamedSchema(name: name, schema: model))
    let catalog = Catalog(endpoints: [endpoint], models: [name: model])
    let files = ClientCode.files(
      of: ExportSubject(catalog.endpoints, of: catalog), in: language,
      options: ExportOptions(output: "views.ts", client: "./api"))
    let code = files.map(\.text).joined()
    #expect(code.contains("import type { " + imported + ", CallError, "))
    let local = imported.split(separator: " ").last.map(String.init) ?? name
    #expect(code.contains("<" + local + ">") || code.contains("<" + local + ","))
  }
}
