import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct SecurityTests {
  private static let document = """
    {"openapi":"3.1.0","info":{"title":"Doors","version":"1"},
     "components":{"securitySchemes":{
       "APIKeyQuery":{"type":"apiKey","in":"query","name":"api_key"},
       "APIKeyCookie":{"type":"apiKey","in":"cookie","name":"door"},
       "HTTPBasic":{"type":"http","scheme":"basic"},
       "OAuth2PasswordBearer":{"type":"oauth2","flows":{}},
       "TLS":{"type":"mutualTLS"}}},
     "paths":{"/door":{"get":{"operationId":"door","responses":{},"security":[
       {"APIKeyQuery":[],"HTTPBasic":[]},{"APIKeyCookie":[]},{"OAuth2PasswordBearer":[]},{"TLS":[]}]}}}}
    """

  private static func door() throws -> Catalog {
    try OpenAPIDocument(root: JSONValue(parsing: document)).catalog(
      at: "http://127.0.0.1:8000/openapi.json")
  }

  @Test func `the function knows where each scheme's secret goes`() throws {
    let catalog = try Self.door()
    let text = ClientCode.text(
      for: catalog, endpoints: catalog.endpoints, language: .typescript)
    #expect(
      text.contains(
        """
            security: ["APIKeyQuery", "HTTPBasic", "APIKeyCookie", "OAuth2PasswordBearer"],
        """))
    #expect(
      text.contains(
        """
        const secretPlaces = new Map<string, SecretPlace>([
          ["APIKeyQuery", ["query", "api_key"]],
          ["APIKeyCookie", ["cookies", "door"]],
          ["HTTPBasic", ["headers", "Authorization", "Basic "]],
          ["OAuth2PasswordBearer", ["headers", "Authorization", "Bearer "]],
        ]);
        """))
  }

  @Test func `Python knows where each scheme's secret goes`() throws {
    let catalog = try Self.door()
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .python)
    #expect(
      text.contains(
        """
        _SECRETS: Mapping[str, tuple[str, str, str]] = {
            "APIKeyQuery": ("query", "api_key", ""),
            "HTTPBasic": ("header", "Authorization", "Basic "),
            "APIKeyCookie": ("cookie", "door", ""),
            "OAuth2PasswordBearer": ("header", "Authorization", "Bearer "),
        }
        """))
    #expect(
      text.contains(
        #"security=("APIKeyQuery", "HTTPBasic", "APIKeyCookie", "OAuth2PasswordBearer",)"#))
  }

  @Test func `Swift has a closure for each scheme's secret`() throws {
    let catalog = try Self.door()
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .swift)
    #expect(
      text.contains(
        """
        struct Secrets: Sendable {
          /// `APIKeyQuery`: query `api_key`.
          var apiKeyQuery: (@Sendable () async -> String?)?
          /// `HTTPBasic`: `user:password`.
          var httpBasic: (@Sendable () async -> String?)?
        """))
    #expect(
      text.contains(
        """
            call.credentials.append(secrets.apiKeyQuery.map { .apiKey(query: "api_key", $0) })
            call.credentials.append(secrets.httpBasic.map { .http("Basic", $0) })
        """))
  }

  @Test func `without schemes there is nothing to place`() {
    let text = ClientCode.text(
      for: .classic, endpoints: Catalog.classic.endpoints, language: .typescript)
    #expect(!text.contains("securedBy"))
    let swift = ClientCode.text(
      for: .classic, endpoints: Catalog.classic.endpoints, language: .swift)
    #expect(!swift.contains("Secrets"))
  }

  @Test func `the repaired document has the schemes as they were`() throws {
    let catalog = try Self.door()
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let schemes = try JSONValue(parsing: text)["components"]?["securitySchemes"]
    #expect(schemes?["APIKeyQuery"]?.text() == #"{"type":"apiKey","in":"query","name":"api_key"}"#)
    #expect(schemes?["TLS"]?["type"] == "mutualTLS")
  }
}
