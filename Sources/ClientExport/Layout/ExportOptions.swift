/// Where the files of an export go, and how they find each other and the backend.
public struct ExportOptions: Sendable, Hashable {
  /// One file or several.
  public var layout: ExportLayout
  /// The folder of the runtime and the models.
  public var output: String
  /// The folder that the sources' paths start from.
  public var root: String
  /// What imports of our own files end with: nothing for bundlers, `.js` for Node, `.ts` for Deno.
  public var importSuffix: String
  /// In place of the catalog's.
  public var baseURL: BaseURL?
  /// The module of a TypeScript client, `./api`, that a framework's file stands on; nil for one in
  /// the file itself.
  public var client: String?

  /// Makes options.
  public init(
    layout: ExportLayout = .single, output: String = ".", root: String = ".",
    importSuffix: String = "", baseURL: BaseURL? = nil, client: String? = nil
  ) {
    self.layout = layout
    self.output = output
    self.root = root
    self.importSuffix = importSuffix
    self.baseURL = baseURL
    self.client = client
  }
}
