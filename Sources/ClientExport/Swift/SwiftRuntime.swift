/// What an exported Swift file stands on: Foundation's JSON, and the library StreamClient.
///
/// Its pieces are files in `Runtime/swift`, which make one file of Swift together.
enum SwiftRuntime {
  private static let client = text(of: PackageResources.client_swift_txt)

  /// What the client calls.
  static let text = [
    PackageResources.requests_swift_txt, PackageResources.styles_swift_txt,
    PackageResources.forms_swift_txt,
    PackageResources.events_swift_txt, PackageResources.json_swift_txt,
  ].map(text(of:)).joined(separator: "\n")

  /// The client to the end of its properties, without the brace that closes it.
  ///
  /// `baseURL` is an expression.
  static func clientStart(baseURL: String) -> String {
    String(client.dropLast("}\n".count))
      .replacing(#"baseURL = """#, with: "baseURL = " + baseURL, maxReplacements: 1)
  }

  private static func text(of file: [UInt8]) -> String { String(decoding: file, as: UTF8.self) }
}
