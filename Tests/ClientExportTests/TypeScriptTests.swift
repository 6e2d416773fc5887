import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct TypeScriptTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one file`(name: String) throws {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(
      for: catalog, endpoints: catalog.endpoints, language: .typescript)
    try expect(text, in: name + ".ts", runtime: name + "-runtime.ts", of: catalog)
  }

  @Test(arguments: [
    (ExportLanguage.javascript, "nasty-javascript.js"), (.svelte, "nasty-svelte.svelte.ts"),
    (.react, "nasty-react.ts"),
  ])
  func `a catalog becomes one file of another language`(language: ExportLanguage, file: String)
    throws
  {
    let text = ClientCode.text(
      for: .nasty, endpoints: Catalog.nasty.endpoints, language: language)
    let runtime = language == .javascript ? "nasty-runtime.js" : "nasty-runtime.ts"
    try expect(text, in: file, runtime: runtime, of: .nasty)
  }

  @Test(arguments: [ExportLanguage.typescript, .javascript])
  func `a client has calls of any name`(language: ExportLanguage) {
    let endpoints = ["calls", "own"].map { Endpoint(name: $0, path: "/" + $0) }
    let code = ClientCode.text(
      for: Catalog(endpoints: endpoints), endpoints: endpoints, language: language)
    #expect(
      code.contains(
        """
          const calls_ = {
            calls,
            own,
          };
          return withSettings(calls_, own_);
        """))
    #expect(code.contains("export function createClient(own_"))
  }

  @Test func `one endpoint alone becomes a file of its own, with a call to start from`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = ClientCode.text(
      for: endpoint, models: Catalog.classic.models, baseURL: "http://127.0.0.1:8000",
      language: .typescript)
    GoldenFile("stream_chat.ts").expect(text)
  }

  @Test(
    arguments: [
      (
        "stream_notifications", [("user_id", "7")], nil,
        "const connection = stream_notifications(7, {"
      ),
      (
        "download_file", [("file_id", "a b/ü")], nil, #"const blob = await download_file("a b/ü");"#
      ),
      ("stream_logs", [], nil, "await stream_logs(undefined, {"),
      ("stream_logs", [("lines", "5")], nil, "await stream_logs(5, {"),
      (
        "stream_chat", [], #"{"message":"*/ hi","token":"hunter2"}"#,
        #"const connection = stream_chat({"message":"*/ hi","token":"$TOKEN"}, {"#
      ),
      ("read_user", [("user_id", "1")], nil, "const result = await read_user(1);"),
    ] as [(String, [(name: String, value: String)], String?, String)])
  func `the call has the present values`(
    name: String, values: [(name: String, value: String)], body: String?, call: String
  ) throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: name))
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: values, body: body.map { Array($0.utf8) })
    let text = ClientCode.text(
      for: endpoint, planned: planned, models: Catalog.classic.models,
      baseURL: "http://127.0.0.1:8000", language: .typescript)
    let line = text.split(separator: "\n").first { $0.contains(" " + name + "(") }
    #expect(line.map(String.init) == "//   " + call)
  }

  @Test(arguments: [
    (
      ExportLanguage.svelte,
      [
        #"  <script lang="ts">"#, #"    const view = stream_chat_state({"message":"hi"});"#,
        "    $effect(view.start);", "  </script>", "", "  {#each view.records as record}",
        "    <p>{record.data}</p>", "  {/each}",
        "  {#if view.error}<p>{view.error.message}</p>{/if}",
      ]
    ),
    (
      .react,
      [
        "  function Example() {",
        #"    const { records, error } = useStreamChat({"message":"hi"});"#, "    return (",
        "      <>", "        {records.map((record, index) => <p key={index}>{record.data}</p>)}",
        "        {error && <p>{error.message}</p>}", "      </>", "    );", "  }",
      ]
    ),
  ])
  func `a framework's file shows a component with the present values`(
    language: ExportLanguage, lines: [String]
  ) throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: [], body: Array(#"{"message":"hi"}"#.utf8))
    let text = ClientCode.text(
      for: endpoint, planned: planned, models: Catalog.classic.models,
      baseURL: "http://127.0.0.1:8000", language: language)
    let shown = lines.map { $0.isEmpty ? "//" : "// " + $0 }
    #expect(text.contains((["// Show it so:", "//"] + shown).joined(separator: "\n")))
  }

  @Test(arguments: ["as", "intrinsic", "infer", "keyof", "readonly", "unique", "Pick", "Extract"])
  func `a model named like a word of the language gets another name`(word: String) {
    let endpoint = Endpoint(name: "read", path: "/", item: NamedSchema(name: word))
    let text = ClientCode.text(
      for: endpoint, models: [word: ["type": "string"]], baseURL: "", language: .typescript)
    #expect(text.contains("export type " + word + "_ = string;"))
  }

  @Test(arguments: EndpointKind.allCases)
  func `a file carries only the runtime that its endpoints need`(kind: EndpointKind) {
    let call = TypeScriptCall(Endpoint(name: "read", path: "/", kind: kind))
    let text = TypeScriptRuntime.text(for: .init(calls: [call]))
    #expect(text.contains("function openEvents") == (kind == .sse))
    #expect(text.contains("function eventFormat") == (kind == .sse))
    #expect(text.contains("const recordFormat") == (kind == .ndjson))
    #expect(text.contains("const textFormat") == (kind == .text))
    #expect(text.contains("function openStream") == [.ndjson, .text].contains(kind))
    #expect(text.contains("class StreamRun") == [.sse, .ndjson, .text].contains(kind))
    #expect(text.contains("type ApiResult") == (kind == .unary))
  }

  @Test(arguments: [ScriptDialect.typescript, .javascript])
  func `a file carries no line that ties the runtime's files together`(dialect: ScriptDialect) {
    for needs in [TypeScriptRuntime.Needs.all, .init(calls: TypeScriptCall.all)] {
      let text = TypeScriptRuntime.text(for: needs, dialect: dialect)
      let ties = ["import ", "export {", "export type {", "// #"]
      let lines = text.split(separator: "\n").filter { line in
        ties.contains { line.drop { $0 == " " }.hasPrefix($0) }
      }
      #expect(lines == [])
      #expect(text.contains("return secured(") == needs.security)
      #expect(text.contains("...secrets }") == !needs.security)
    }
  }

  @Test func `the same catalog gives the same bytes`() {
    let texts = (0..<5).map { _ in
      ClientCode.text(
        for: .nasty, endpoints: Catalog.nasty.endpoints, language: .typescript)
    }
    #expect(Set(texts).count == 1)
  }

  @Test func `every global that the runtime uses is kept from the endpoints' names`() {
    let code = TypeScriptRuntime.text(for: .all)
      .split(separator: "\n").filter {
        !$0.contains("/**") && !$0.contains("//") && !$0.contains(" * ")
      }
      .joined(separator: "\n").replacing(#/'[^'\n]*'|"[^"\n]*"|`[^`$\n]*`/#, with: "")
    let types = code.matches(of: #/(?:^|[^.\w#])([A-Z]\w+)\b(?!:)/#).map { String($0.1) }
    let functions = code.matches(
      of:
        #/(?:^|[^.\w#])((?:en|de)codeURI\w*|parse(?:Int|Float)|[ab]to[ab]|set\w+|clear\w+|fetch)\(/#
    ).map { String($0.1) }
    let used = Set(types + functions)
    let known = TypeScriptRuntime.names.union(TypeScriptNames.globals)
    #expect(used.subtracting(known).sorted() == [])
  }
}

/// One file: what is of its endpoints in a golden of its own, the runtime in one for all files of the
/// catalog, which end with it.
private func expect(_ text: String, in file: String, runtime: String, of catalog: Catalog) throws {
  var needs = TypeScriptRuntime.Needs(
    of: catalog.endpoints, securitySchemes: catalog.securitySchemes)
  needs.clients = text.contains("withSettings(calls, own)")
  let shared = TypeScriptRuntime.text(
    for: needs, dialect: runtime.hasSuffix(".js") ? .javascript : .typescript)
  try #require(text.hasSuffix(shared))
  GoldenFile(file).expect(String(text.dropLast(shared.count)))
  GoldenFile(runtime).expect(shared)
}
