import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

@Suite struct RemarkTests {
  private func text(_ language: ExportLanguage) -> String {
    var endpoint = Endpoint(name: "read", path: "/read", summary: "Reads it.")
    endpoint.details = "It ends */ \"\"\" so.\n\n- one\n  @deprecated"
    let catalog = Catalog(endpoints: [endpoint])
    return ClientCode.text(for: catalog, endpoints: [endpoint], language: language)
  }

  @Test func `what an author says below the sentence stands below it`() {
    #expect(
      text(.typescript).contains(
        #"""
        /**
         * Reads it.
         *
         * It ends *\/ """ so.
         *
         * - one
         *   \@deprecated
         *
         * `GET /read`
         */
        """#))
    #expect(
      text(.swift).contains(
        """
          /// Reads it.
          ///
          /// It ends */ \"\"\" so.
          ///
          /// - one
          ///   @deprecated
          ///
          /// `GET /read`
        """))
    #expect(
      text(.python).contains(
        #"""
                """Reads it.

                It ends */ \"\"\" so.

                - one
                  @deprecated

                `GET /read`
                """
        """#))
    for language in [ExportLanguage.curl, .httpie] {
      #expect(text(language).contains("# Reads it.\n# It ends */ \"\"\" so.\n#\n# - one\n#   @dep"))
    }
    #expect(
      text(.http).contains("# Reads it.\n# It ends */ \"\"\" so.\n#\n# - one\n# - @deprecated\n"))
  }

  @Test func `a long line is wrapped`() {
    var endpoint = Endpoint(name: "read", path: "/read")
    endpoint.details = String(repeating: "word ", count: 60)
    #expect(endpoint.remarks.count == 4)
    #expect(endpoint.remarks.allSatisfy { $0.count <= 100 })
  }
}
