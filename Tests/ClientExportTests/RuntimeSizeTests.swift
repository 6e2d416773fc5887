import Endpoints
import Testing

@testable import ClientExport

/// The size that people pay for: the runtime as JavaScript, without comments, blank lines and the
/// blanks at both ends of its lines.
struct RuntimeSizeTests {
  private static let limit = 12 * 1024

  @Test(arguments: EndpointKind.allCases)
  func `the runtime of one kind of call is under 12 KB`(kind: EndpointKind) {
    let call = TypeScriptCall(Endpoint(name: "read", path: "/", kind: kind))
    let size = Self.size(of: TypeScriptRuntime.javaScript(for: .init(calls: [call])))
    #expect(size <= Self.limit)
  }

  @Test func `the runtime of all kinds together is under 16 KB`() {
    let size = Self.size(of: TypeScriptRuntime.javaScript(for: .init(calls: TypeScriptCall.all)))
    #expect(size <= 16_000)
  }

  @Test func `comments and blanks are what is stripped`() {
    let code = "/** One\n * comment. */\nconst a = \"/** b */\";\n\n  // Another.\n  f();\n"
    #expect(Self.stripped(code) == "const a = \"/** b */\";\nf();\n")
  }

  private static func size(of code: String) -> Int { stripped(code).utf8.count }

  private static func stripped(_ code: String) -> String {
    var lines = ""
    var isComment = false
    for line in code.split(separator: "\n") {
      let text = line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      let isStart = text.starts(with: "/*")
      if isStart || isComment {
        isComment = !(String(text).hasSuffix("*/"))
      } else if !text.isEmpty, !text.starts(with: "//") {
        lines += String(text) + "\n"
      }
    }
    return lines
  }
}
