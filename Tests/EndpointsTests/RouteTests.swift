import Endpoints
import Testing

struct RouteTests {
  private func catalog(_ titles: [String], base: String? = nil) -> Catalog {
    Catalog(
      baseURL: base,
      endpoints: titles.map { title in
        let words = title.split(separator: " ").map(String.init)
        return Endpoint(name: title, method: words[0], path: words[1])
      })
  }

  @Test(arguments: [
    ("GET", "/files/report/download", "GET /files/{id}/download"),
    ("GET", "/files/a%2Fb/download", "GET /files/{id}/download"),
    ("HEAD", "/files/new", "GET /files/new"), ("GET", "/files/old", "GET /files/{id}"),
    ("GET", "/raw/a/b/c.txt", "GET /raw/{rest:path}"), ("POST", "/files/new", nil),
    ("GET", "/files/", nil), ("GET", "/files/a/b", nil), ("GET", "/v1.2/x", "GET /v{n}.{m}/x"),
    ("GET", "/packed/x.tar.tar", "GET /packed/{name}.tar"), ("GET", "/packed/a/b.tar", nil),
    ("GET", "/caf%C3%A9/1", "GET /café/{id}"), ("GET", "/caf%c3%a9/%31", "GET /café/{id}"),
    ("GET", "/a%20b", "GET /a%20b"), ("GET", "/files%2Fnew", nil),
  ])
  func `a request is its endpoint's, as a router finds it`(
    method: String, path: String, expected: String?
  ) {
    let catalog = catalog([
      "GET /files/{id}", "GET /files/new", "GET /files/{id}/download", "GET /raw/{rest:path}",
      "GET /v{n}.{m}/x", "GET /packed/{name}.tar", "GET /café/{id}", "GET /a%20b",
    ])
    #expect(catalog.endpoint(answering: method, at: path)?.name == expected)
  }

  @Test func `the path of the backend's server stands before those of its endpoints`() {
    let catalog = catalog(["GET /events"], base: "http://localhost:8000/api")
    #expect(catalog.endpoint(answering: "GET", at: "/api/events")?.name == "GET /events")
  }
}
