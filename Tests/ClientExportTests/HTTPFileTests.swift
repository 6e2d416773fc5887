import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct HTTPFileTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one request for each endpoint`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .http)
    GoldenFile(name + ".http").expect(text)
    let requests = text.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(requests.count == catalog.endpoints.count)
  }

  @Test func `secrets come from the environment, and braces are no variable`() {
    let endpoint = Endpoint(name: "write", method: "POST", path: "/write")
    let planned = PlannedRequest(
      method: "POST", url: "http://host/write?api_key=hunter2",
      headers: [.init(name: "Authorization", value: "Bearer hunter2")],
      body: Array(#"{"text":"{{TOKEN}}"}"#.utf8), bodyMediaType: "application/json")
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://host", language: .http)
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(
        separator: "\n") == #"""
          @API_KEY = {{$processEnv API_KEY}}
          @TOKEN = {{$processEnv TOKEN}}
          @BASE_URL = http://host

          ### write
          POST {{BASE_URL}}/write?api_key={{API_KEY}}
          Authorization: Bearer {{TOKEN}}
          Content-Type: application/json

          {"text":"{\u007bTOKEN}}"}

          """#)
  }
}
