import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct LayoutTests {
  private let catalog: Catalog = {
    var catalog = Catalog.classic
    catalog.endpoints[0].location = SourceLocation(file: "app/routers/notes.py", line: 1)
    catalog.endpoints[1].location = SourceLocation(file: "app/files.py", line: 1)
    catalog.endpoints[2].location = SourceLocation(file: "/elsewhere/runtime.py", line: 1)
    catalog.endpoints[3].tags = ["System logs"]
    return catalog
  }()

  private func files(_ layout: ExportLayout) -> [ExportedFile] {
    ClientCode.files(
      for: catalog, endpoints: catalog.endpoints, language: .typescript,
      options: ExportOptions(layout: layout, output: "/code/src/api", root: "/code"))
  }

  @Test func `mirrored files have the folders of their sources`() {
    #expect(
      files(.mirror).map(\.path) == [
        "/code/src/api/runtime.ts", "/code/src/api/models.ts",
        "/code/src/api/app/routers/notes.ts", "/code/src/api/app/files.ts",
        "/code/src/api/runtime_api.ts", "/code/src/api/system_logs.ts", "/code/src/api/api.ts",
      ])
  }

  @Test func `co-located files stand beside their sources and find the runtime`() throws {
    let files = files(.coLocate)
    let notes = try #require(files.first { $0.path == "/code/app/routers/notes.ts" })
    #expect(
      notes.text.split(separator: "\n").dropFirst().prefix(3) == [
        #"import { openEvents } from "../../src/api/runtime";"#,
        #"import type { EventCallbacks, EventConnection, EventOptions } from "../../src/api/runtime";"#,
        #"import type { Notification } from "../../src/api/models";"#,
      ])
  }

  @Test func `a source outside of the working folder keeps its file beside it`() throws {
    var catalog = catalog
    catalog.endpoints[0].location = SourceLocation(file: "main.py", line: 1, root: "/backend")
    catalog.endpoints[1].location = SourceLocation(file: "../a.py", line: 1, root: "/backend")
    func files(_ layout: ExportLayout) -> [ExportedFile] {
      ClientCode.files(
        for: catalog, endpoints: Array(catalog.endpoints.prefix(2)), language: .typescript,
        options: ExportOptions(layout: layout, output: "/code/src/api", root: "/code"))
    }
    let main = try #require(files(.coLocate).first { $0.path == "/backend/main.ts" })
    #expect(main.text.contains(#"} from "../code/src/api/runtime";"#))
    #expect(
      files(.coLocate).map(\.path) == [
        "/code/src/api/runtime.ts", "/code/src/api/models.ts", "/backend/main.ts",
        "/code/src/api/a.ts",
      ])
    #expect(files(.mirror).map(\.path).contains("/code/src/api/main.ts"))
  }

  @Test func `every file says whose it is`() {
    for file in files(.mirror) { #expect(ExportedFile.isOurs(file.text)) }
    #expect(!ExportedFile.isOurs("const mine = 1;\n"))
  }

  @Test(arguments: ExportLanguage.allCases)
  func `a file of any language says whose it is`(language: ExportLanguage) {
    let whole = ClientCode.text(for: .nasty, endpoints: Catalog.nasty.endpoints, language: language)
    #expect(ExportedFile.isOurs(whole))
    let empty = ClientCode.text(for: Catalog(), endpoints: [], language: language)
    #expect(ExportedFile.isOurs(empty))
  }

  @Test(arguments: [
    "", "{}\n", "{\n  \"version\": 1\n}\n", "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {}\n}\n",
    "{\"version\":1,\"endpoints\":[]}", "{\n  \"version\": 2,\n  \"sources\": [\n",
    "// mine\n\n\n// written by fluidtop\n",
  ])
  func `a file of somebody else is not ours`(text: String) {
    #expect(!ExportedFile.isOurs(text))
  }

  @Test func `a manifest knows what is gone, and nothing outside of the project`() throws {
    let old = ExportManifest(files: files(.coLocate), output: "/code/src/api")
    let read = try #require(ExportManifest(parsing: old.text))
    #expect(read == old)
    #expect(
      read.gone(from: files(.mirror), output: "/code/src/api", root: "/code").sorted() == [
        "/code/app/files.ts", "/code/app/routers/notes.ts",
      ])
    var hostile = read
    hostile.files = ["../../../etc/passwd", "/etc/passwd", "a.ts"]
    #expect(
      hostile.gone(from: [], output: "/code/src/api", root: "/code") == ["/code/src/api/a.ts"])
  }

  @Test func `an export of one endpoint leaves the files of the others, and what they stand on`() {
    let whole = ExportManifest(files: files(.mirror), output: "/code/src/api")
    let one = ClientCode.files(
      for: catalog, endpoints: [catalog.endpoints[1]], language: .typescript,
      options: ExportOptions(layout: .mirror, output: "/code/src/api", root: "/code"))
    #expect(
      one.map(\.path) == [
        "/code/src/api/runtime.ts", "/code/src/api/models.ts", "/code/src/api/app/files.ts",
      ])
    #expect(one == files(.mirror).filter { one.map(\.path).contains($0.path) })
    #expect(ExportManifest(files: one, output: "/code/src/api", keeping: whole) == whole)
  }

  @Test func `a file beside a source outside of the working folder goes with its endpoints`() {
    var old = catalog
    old.endpoints[0].location = SourceLocation(file: "a.py", line: 1, root: "/backend")
    let files = ClientCode.files(
      for: old, endpoints: old.endpoints, language: .typescript,
      options: ExportOptions(layout: .coLocate, output: "/code/src/api", root: "/code"))
    var new = old
    new.endpoints[0].location = SourceLocation(file: "b.py", line: 1, root: "/backend")
    var manifest = ExportManifest(files: files, output: "/code/src/api")
    manifest.files.append("../../../etc/passwd")
    let roots = ExportManifest.sourceRoots(of: new.endpoints)
    #expect(roots == ["/backend"])
    let kept = files.filter { $0.path != "/backend/a.ts" }
    #expect(
      manifest.gone(from: kept, output: "/code/src/api", root: "/code", sourceRoots: roots)
        == ["/backend/a.ts"])
  }

  @Test func `a name that is also a model's or a helper's imports neither`() throws {
    let model: JSONValue = ["type": "object", "properties": ["a": ["type": "string"]]]
    let inline: JSONValue = [
      "type": "object", "properties": ["Order": ["enum": ["Order", "a\"Order"]]],
    ]
    let names = ["Order", "filled", "RequestOptions"].map {
      Parameter(name: $0, location: .query, required: false, schema: inline)
    }
    let catalog = Catalog(
      endpoints: [
        Endpoint(name: "find", path: "/find", tags: ["a"], parameters: names),
        Endpoint(name: "order", path: "/order", tags: ["b"], item: NamedSchema(name: "Order")),
      ], models: ["Order": model])
    let files = ClientCode.files(
      for: catalog, endpoints: catalog.endpoints, language: .typescript,
      options: ExportOptions(layout: .mirror, output: "/api", root: "/"))
    func imports(_ path: String) throws -> [String] {
      let text = try #require(files.first { $0.path == path }).text
      return text.split(separator: "\n").filter { $0.hasPrefix("import") }.map(String.init)
    }
    let runtime = [
      #"import { fetchResult } from "./runtime";"#,
      #"import type { ApiResult, RequestOptions } from "./runtime";"#,
    ]
    let styled = #"import { Styled, fetchResult } from "./runtime";"#
    #expect(try imports("/api/a.ts") == [styled, runtime[1]])
    #expect(
      try imports("/api/b.ts") == runtime + [#"import type { Order } from "./models";"#])
  }

  @Test(arguments: [
    ("a/./b/../c", "a/c"), ("/../a", "/a"), ("..//a/", "../a"), ("", "."), ("a/..", "."),
  ])
  func `a path has no needless parts`(text: String, short: String) {
    #expect(SlashPath(text).text == short)
  }

  @Test func `a browser goes through a proxy`() {
    let text = ClientCode.text(
      for: catalog, endpoints: catalog.endpoints, language: .typescript,
      baseURL: .unified(browser: "/api", server: "http://backend:8000"))
    #expect(text.contains("if (\"document\" in globalThis) return \"/api\";"))
    #expect(text.contains("  return \"http://backend:8000\";"))
  }

  @Test(arguments: [("/api", "/api"), ("https://page/a/b/", "/a/b"), ("/", "")])
  func `a proxy route says where it lies`(browserURL: String, path: String) {
    let text = ClientCode.svelteKitProxy(backend: "http://backend:8000", browserURL: browserURL)
    let words = "src/routes\(path)/[...path]/+server.ts sends \(path)/… to the backend.\n"
    #expect(text.split(separator: "\n").first.map { $0 + "\n" }?.hasSuffix(words) == true)
  }
}
