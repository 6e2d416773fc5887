/// TypeScript, and what is the same but for its types or for what a framework has besides.
struct ScriptLanguage: ClientLanguage {
  let title: String
  let fileExtension: String
  var extensionReason: String?
  /// The language of the module.
  var dialect = ScriptDialect.typescript
  /// What the module has besides for a framework.
  var views: StreamViews?
  var modules: (@Sendable (ExportSubject, ExportOptions) -> [ExportedFile])?

  let syntax = ExportSyntax.script
  let runsInBrowsers = true

  static let typescript = ScriptLanguage(title: "TypeScript", fileExtension: "ts") {
    ScriptModules(catalog: $0.catalog, endpoints: $0.endpoints, options: $1).files
  }
  static let javascript = ScriptLanguage(
    title: "JavaScript", fileExtension: "js", dialect: .javascript)
  static let svelte = ScriptLanguage(
    title: "Svelte", fileExtension: "svelte.ts",
    extensionReason: "Svelte compiles the states only in files that end in .svelte.ts",
    views: .svelte)
  static let react = ScriptLanguage(title: "React", fileExtension: "react.ts", views: .react)
  static let vue = ScriptLanguage(title: "Vue", fileExtension: "vue.ts", views: .vue)

  var standsOnClients: Bool { views != nil }

  func text(of subject: ExportSubject) -> String { file(of: subject, views: views).text }

  func text(of subject: ExportSubject, over module: String) -> String? {
    views.map {
      StreamViewsFile(views: $0, client: file(of: subject, views: nil), module: module).text
    }
  }

  private func file(of subject: ExportSubject, views: StreamViews?) -> TypeScriptFile {
    let catalog = subject.catalog
    return TypeScriptFile(
      endpoints: subject.endpoints, models: catalog.models,
      securitySchemes: catalog.securitySchemes, baseURL: subject.address, title: subject.title,
      example: subject.shown.map {
        TypeScriptExample(
          endpoint: $0.endpoint, planned: $0.planned, models: catalog.models,
          securitySchemes: catalog.securitySchemes)
      },
      dialect: dialect, views: views)
  }
}
