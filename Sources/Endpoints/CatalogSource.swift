/// Something that was read to make a catalog.
public struct CatalogSource: Sendable, Hashable {
  /// What sort of thing it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An OpenAPI document.
    case openapi
    /// Program text, read but not run.
    case source
    /// The imported application.
    case `import`
    /// A running endpoint that was asked.
    case probe
  }

  /// What sort of thing it is.
  public var kind: Kind
  /// Its URL or its file.
  public var at: String
  /// How many endpoints it told of, ordinary ones among them.
  public var endpoints: Int

  /// Makes a source.
  public init(kind: Kind, at: String, endpoints: Int) {
    self.kind = kind
    self.at = at
    self.endpoints = endpoints
  }
}
