import ScriptedServers
import StreamDecoding
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct RequestContentTests {
  /// What a server gets of it.
  private func sent(
    _ content: RequestContent, change: (inout StreamRequest) -> Void = { _ in }
  ) async throws -> RecordedRequest? {
    try await trace([.stream("text/plain", "ok")]) { request in
      request.method = "POST"
      request.content = content
      change(&request)
    }.requests.first
  }

  @Test func `JSON and forms are sent with their media types`() async throws {
    let json = try await sent(.json(["a": 1, "b": ["ä"]]))
    #expect(json?.bodyText == #"{"a":1,"b":["ä"]}"#)
    #expect(json?[header: "Content-Type"] == "application/json")
    let form = try await sent(.form(["a b": "1&2", "ü": "x=*~"]))
    #expect(form?.bodyText == "a+b=1%262&%C3%BC=x%3D*%7E")
    #expect(form?[header: "Content-Type"] == "application/x-www-form-urlencoded")
  }

  @Test func `a media type of the caller's wins`() async throws {
    let json = try await sent(.json([:])) {
      $0.headers = [HeaderField("content-type", "application/merge-patch+json")]
    }
    #expect(
      json?.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value)
        == ["application/merge-patch+json"])
  }

  @Test func `a multipart form holds text, bytes and files`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a,b\n", to: "t.csv")
    var form = MultipartForm(boundary: "XX")
    form.add("title", "September")
    form.add("odd\"\r\nname", bytes: [0x31], fileName: "o\"n.bin")
    form.add("table", file: folder["t.csv"], mediaType: "text/csv")
    let request = try await sent(.multipart(form))
    #expect(request?[header: "Content-Type"] == "multipart/form-data; boundary=XX")
    let text = """
      --XX
      Content-Disposition: form-data; name="title"

      September
      --XX
      Content-Disposition: form-data; name="odd%22%0D%0Aname"; filename="o%22n.bin"
      Content-Type: application/octet-stream

      1
      --XX
      Content-Disposition: form-data; name="table"; filename="t.csv"
      Content-Type: text/csv

      a,b\u{20}
      --XX--

      """
    let expected = text.replacing("\n", with: "\r\n").replacing(" \r\n--XX--", with: "\n\r\n--XX--")
    #expect(request?.bodyText == expected)
    #expect(request?[header: "Content-Length"] == "\(expected.utf8.count)")
  }

  @Test func `a file is sent from the disk, again at a reconnect`() async throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "0123456789", count: 20_000)
    try folder.write(text, to: "big")
    let run = try await trace(
      [events("data: a\n\n", then: cleanEnd), .answer(status: 204)],
      StreamOptions(reconnect: .always, retryDelay: .zero)
    ) {
      $0.method = "POST"
      $0.content = .file(folder["big"], mediaType: "text/plain")
    }
    #expect(run.requests.map { $0.bodyText == text } == [true, true])
    #expect(run.requests.first?[header: "Content-Type"] == "text/plain")
  }

  @Test func `a file that isn't there is named, and nothing is asked`() async throws {
    let run = try await trace([.stream("text/plain", "")]) {
      $0.content = .file("/nonexistent")
    }
    let sentence = "/nonexistent can't be read to be sent; check its name and its permissions"
    #expect(run.lines == ["failed file: " + sentence, "closed"])
    #expect(run.requests.isEmpty)
  }

  @Test(arguments: [
    ("http://h/a", "http://h/a?q=a%20%26b&q=%C3%A9"),
    ("http://h/a?x=1", "http://h/a?x=1&q=a%20%26b&q=%C3%A9"),
    ("http://h/a?#top", "http://h/a?q=a%20%26b&q=%C3%A9#top"),
  ])
  func `a query is added where it belongs`(url: String, expected: String) {
    var request = StreamRequest(url: url)
    request.addQuery([("q", "a &b"), ("q", "é")])
    #expect(request.url == expected)
  }
}
