import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct CurlTests {
  @Test func `without values a command has a variable for each required one`() {
    let text = ClientCode.text(
      for: .classic, endpoints: Catalog.classic.endpoints, language: .curl)
    GoldenFile("classic.sh").expect(text)
  }

  @Test func `a form has its parts, and bytes come from a file`() throws {
    let upload = try #require(Catalog.nasty.endpoint(named: "upload"))
    let text = ClientCode.text(for: upload, baseURL: "http://host", language: .curl)
    #expect(text == "curl 'http://host/upload' \\\n  -F 'file=@file.bin'\n")
    let store = try #require(Catalog.nasty.endpoint(named: "store"))
    let other = ClientCode.text(for: store, baseURL: "http://host", language: .curl)
    #expect(other.hasSuffix("--data-binary @body.bin\n"))
  }

  @Test func `the head alone is asked for without waiting for a body`() {
    let endpoint = Endpoint(name: "look", method: "HEAD", path: "/look")
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl)
    #expect(text == "curl -I 'http://host/look'\n")
  }

  @Test func `what a document says has no control characters in a command`() {
    let endpoint = Endpoint(
      name: "look", path: "/a\u{1b}[201~/{id}",
      parameters: [
        Parameter(name: "a b&\u{1b}", location: .query, required: true, schema: ["type": "string"])
      ])
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl)
    #expect(text == "curl -g \"http://host/a[201~/$ID?a%20b%26%1B=$A_B\"\n")
  }

  @Test func `a stream is not held back, and says what it accepts`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_notifications"))
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: [("user_id", "1")], body: nil)
    #expect(
      command(endpoint, planned) == """
        curl -N 'http://127.0.0.1:8000/notifications/stream?user_id=1' \\
          -H 'Accept: text/event-stream'

        """)
  }

  @Test func `a body is quoted for the shell`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let body = Array(#"{"message":"it's $HOME & `id` !"}"#.utf8)
    let planned = try endpoint.plan(baseURL: "http://127.0.0.1:8000", values: [], body: body)
    #expect(
      command(endpoint, planned) == #"""
        curl -N 'http://127.0.0.1:8000/chat/stream' \
          -H 'Accept: text/event-stream' \
          -H 'Content-Type: application/json' \
          --data-raw '{"message":"it'\''s $HOME & `id` !"}'

        """#)
  }

  @Test func `secrets never stand in a command`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "PATCH", url: "http://me:hunter2@host/read?api_key=hunter2&page=1",
      headers: [
        .init(name: "Authorization", value: "Bearer hunter2"),
        .init(name: "X-API-Key", value: "hunter2"),
        .init(name: "Cookie", value: "sid=hunter2; theme=hunter2"),
        .init(name: "X-Trace", value: "a $TRACE b"),
      ],
      body: Array(#"{"user":"ada","password":"hunter2","max_tokens":5}"#.utf8),
      bodyMediaType: "application/json")
    #expect(
      command(endpoint, planned) == #"""
        curl -X 'PATCH' "http://$CREDENTIALS@host/read?api_key=$API_KEY&page=1" \
          -H "Authorization: Bearer $TOKEN" \
          -H "X-API-Key: $X_API_KEY" \
          -H "Cookie: sid=$SID; theme=$THEME" \
          -H "X-Trace: a $TRACE b" \
          -H 'Content-Type: application/json' \
          --data-raw '{"user":"ada","password":"'"$PASSWORD"'","max_tokens":5}'

        """#)
  }

  @Test func `control characters and globs do no harm`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "POST", url: "http://[::1]:80/a\u{1b}[2J'\n;id",
      headers: [.init(name: "X-A", value: "b\u{1b}c")], body: [0xFF, 0x00],
      bodyMediaType: "application/octet-stream")
    #expect(
      command(endpoint, planned) == #"""
        curl -g 'http://[::1]:80/a[2J'\'';id' \
          -H 'X-A: bc' \
          -H 'Content-Type: application/octet-stream' \
          --data-binary @body.bin

        """#)
  }

  private func command(_ endpoint: Endpoint, _ planned: PlannedRequest) -> String {
    ClientCode.text(for: endpoint, planned: planned, baseURL: "", language: .curl)
  }
}
