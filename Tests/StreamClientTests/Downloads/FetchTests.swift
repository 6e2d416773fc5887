import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct FetchTests {
  private func fetch(
    _ script: ConnectionScript, limit: Int = 1000, timeout: Duration = .patience
  ) async throws -> String {
    try await told([script]) { client, request throws(StreamFailure) in
      let document = try await client.fetch(request, limit: limit, timeout: timeout)
      let body = String(decoding: document.body, as: UTF8.self)
      return "\(document.status) \(document.mediaType) \(body)"
    }.line
  }

  @Test func `a document comes whole, whatever its status`() async throws {
    let json: KeyValuePairs = ["Content-Type": "application/json"]
    #expect(try await fetch(.answer(headers: json, body: "{}")) == "200 application/json {}")
    #expect(try await fetch(.answer(status: 404, body: "no")) == "404  no")
  }

  @Test func `a document over the limit is refused`() async throws {
    let line = try await fetch(.answer(body: "12345"), limit: 4)
    #expect(line == "mediaType: the answer of HOST is larger than 4 bytes")
  }

  @Test func `a document that takes too long is given up`() async throws {
    let line = try await fetch([.expectRequest, .hold], timeout: .milliseconds(100))
    #expect(line == "timeout: HOST didn't answer in full within 100 ms")
  }

  @Test func `a document that never ends is given up`() async throws {
    let script: ConnectionScript = [.expectRequest, .head(framing: .chunked), .chunk("x"), .hold]
    let line = try await fetch(script, timeout: .milliseconds(100))
    #expect(line == "timeout: HOST didn't answer in full within 100 ms")
  }
}
