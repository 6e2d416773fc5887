import StreamDecoding

extension OpenAPIDocument {
  /// The document as it is written today: its schemas in the dialect of OpenAPI 3.1 and later.
  public var modern: JSONValue { hasOldSchemas ? OpenAPIPart.document.modern(root) : root }

  /// What a reference of the document stands for; nil when it leads out of it or nowhere.
  public func resolving(_ value: JSONValue) -> JSONValue? {
    OpenAPIReferences(root: root).resolve(value)
  }

  /// Whether the document itself names this server.
  ///
  /// - Parameters:
  ///   - url: Absolute, without a slash at its end.
  ///   - at: The document's URL or file.
  public func names(server url: String, at: String) -> Bool {
    OpenAPIServers(document: self, at: at).urls.contains(url)
  }
}
