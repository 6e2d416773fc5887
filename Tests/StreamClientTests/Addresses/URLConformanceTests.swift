import StreamDecoding
import Testing
import WebText

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The web-platform-tests' cases for `http` and `https`; they are no part of this project, and an
/// environment variable says where they are.
@Suite(.enabled(if: ConformanceCase.path != nil)) struct URLConformanceTests {
  @Test func `the file is read`() throws {
    #expect(try ConformanceCase.all.get().count > 400)
  }

  @Test(arguments: (try? ConformanceCase.all.get()) ?? [])
  func `a URL is read as the standard's tests want it`(wanted: ConformanceCase) {
    let base = wanted.base.map { WebURL($0) }
    if case .some(nil) = base {
      #expect(wanted.parts == nil)
    } else {
      let url = WebURL(wanted.input, relativeTo: base ?? nil)
      #expect(url.map(ConformanceCase.parts) == wanted.parts)
    }
  }
}

/// One input, the URL it is relative to, and what comes of it.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  var input: String
  var base: String?
  /// By the names that a browser gives them; nil where the input is refused.
  var parts: [String: String]?

  var testDescription: String { "\(input.debugDescription) from \(base ?? "nowhere")" }

  static let path = getenv("FLUIDTOP_URL_TEST_DATA").map { String(cString: $0) }

  static let all = Result<[ConformanceCase], RecordFault> { () throws(RecordFault) in
    let values = try JSONValue(parsing: read(path ?? ""))
    return (values.arrayValue ?? []).compactMap(ConformanceCase.init).filter(\.isForTheWeb)
  }

  private static let names = [
    "href", "protocol", "username", "password", "hostname", "port", "pathname", "search", "hash",
  ]

  private init?(_ value: JSONValue) {
    guard let input = value["input"]?.stringValue else { return nil }
    self.input = input
    base = value["base"]?.stringValue
    guard value["failure"] == nil else { return }
    parts = [:]
    for name in Self.names { parts?[name] = value[name]?.stringValue }
  }

  /// What is refused may say of itself no more than that it isn't of another scheme.
  private var isForTheWeb: Bool {
    func isWeb(_ text: String) -> Bool { text.lowercased().hasPrefix("http") }
    guard let parts else {
      let hasScheme = input.prefix { !"/?#".contains($0) }.contains(":")
      return isWeb(input) || !hasScheme && base.map(isWeb) ?? true
    }
    return parts["href"].map(isWeb) ?? false
  }

  static func parts(of url: WebURL) -> [String: String] {
    [
      "href": url.href, "protocol": url.scheme + ":", "username": url.username,
      "password": url.password, "hostname": url.host, "port": url.port.map(String.init) ?? "",
      "pathname": url.path, "search": marked("?", url.query), "hash": marked("#", url.fragment),
    ]
  }

  private static func marked(_ mark: String, _ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    return mark + text
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
