import Endpoints

/// The code of a client, as text that ends with a newline. The same input gives the same bytes.
public enum ClientCode {
  /// The code as self-contained text. Secrets stand as `$NAME`.
  public static func text(of subject: ExportSubject, in language: ExportLanguage) -> String {
    let client = language.client
    return client.text(of: subject.placed(for: client))
  }

  /// The code as the files that `options` ask for, each of which tells that this program wrote it. A
  /// single file has the path `options.output`.
  public static func files(
    of subject: ExportSubject, in language: ExportLanguage, options: ExportOptions
  ) -> [ExportedFile] {
    let client = language.client
    if options.layout != .single, let modules = client.modules { return modules(subject, options) }
    var subject = subject
    subject.baseURL = options.baseURL ?? subject.baseURL
    var text =
      options.client.flatMap { client.text(of: subject.placed(for: client), over: $0) }
      ?? text(of: subject, in: language)
    if case .call = subject.extent { text = client.marked(text) }
    return [ExportedFile(path: options.output, text: text)]
  }

  /// `$NAME`, as code has it for a value that is not known.
  public static func placeholder(for parameter: Parameter) -> String {
    "$" + TextWithVariables.variableName(for: parameter.name)
  }

  /// The server route of a SvelteKit project that passes a browser's requests on to `backend`.
  ///
  /// - Parameter browserURL: Where a browser reaches the route.
  public static func svelteKitProxy(backend: String, browserURL: String = "/api") -> String {
    SvelteKitProxy.text(backend: backend, browserURL: browserURL)
  }
}
