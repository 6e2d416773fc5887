import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct HTTPTransportTests {
  private func lines(
    _ url: String, _ configuration: StreamClient.Configuration, place: String = "0.0.0.0:0"
  ) async -> [String] {
    let client = StreamClient(configuration: configuration)
    let trace = StreamTrace(place: place)
    await client.run(StreamRequest(url: url)) { trace.receive($0) }
    await client.shutdown()
    return trace.lines
  }

  @Test func `a proxy is asked for a tunnel, its credentials go to it alone`() async throws {
    let answer = ConnectionScript.Step.response(
      headers: ["Content-Type": "text/plain"], body: "through")
    let server = try await ScriptedServer.start([
      [.expectRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .expectRequest, answer, .close]
    ])
    let proxy = try #require(ProxySettings(url: "http://ann:secret@127.0.0.1:\(server.port)"))
    let lines = await lines("http://example.invalid/x", .init(proxy: proxy))
    #expect(lines.contains("text 'through'"))
    let requests = server.requests
    #expect(requests.map(\.method) == ["CONNECT", "GET"])
    #expect(requests.map(\.target) == ["example.invalid:80", "/x"])
    #expect(
      requests.map { $0[header: "Proxy-Authorization"] } == ["Basic YW5uOnNlY3JldA==", nil])
    await server.stop()
  }

  @Test func `a proxy that refuses, or isn't there, is named`() async throws {
    let server = try await ScriptedServer.start([.answer(status: 403)])
    let refusing = try #require(ProxySettings(url: server.baseURL))
    let advice = "check the proxy's address"
    let refused = await lines("http://example.invalid/x", .init(proxy: refusing))
    #expect(
      refused[1] == "failed connect: the proxy 127.0.0.1 gave no connection to "
        + "example.invalid (it refused); " + advice)
    await server.stop()
    let port = try await RefusingPort.take()
    let missing = try #require(ProxySettings(url: port.baseURL))
    let nobody = await lines("http://example.invalid/x", .init(proxy: missing))
    #expect(
      nobody[1] == "failed connect: the proxy 127.0.0.1 gave no connection to "
        + "example.invalid (nothing listens there); " + advice)
    await port.stop()
  }

  @Test func `https to a port that speaks http says so`() async throws {
    let script = ConnectionScript([.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .close])
    let server = try await ScriptedServer.start([script])
    let place = "127.0.0.1:\(server.port)"
    let lines = await lines("https://\(place)/x", .init(), place: place)
    #expect(lines[1].hasPrefix("failed tls: no secure connection to HOST"))
    await server.stop()
  }

  @Test func `certificates that can't be read are named`() async throws {
    let lines = await lines(
      "https://example.invalid/x", .init(caCertificatePath: "/nonexistent.pem"))
    #expect(
      lines[1] == "failed tls: the certificates in /nonexistent.pem can't be read; "
        + "give a file in PEM format")
  }

  @Test func `a header with a line break is refused by its name alone`() async throws {
    let client = StreamClient()
    let trace = StreamTrace(place: "0.0.0.0:0")
    let request = StreamRequest(
      url: "http://127.0.0.1:9/", headers: [HeaderField("X-Key", "sec\nret")])
    await client.run(request) { trace.receive($0) }
    #expect(
      trace.lines == [
        "failed connect: the value of the header 'X-Key' holds a line break or a NUL; take it out",
        "closed",
      ])
  }

  @Test func `a client that is let go of does no harm`() async throws {
    let server = try await ScriptedServer.start([.stream("text/plain", "x")])
    let trace = StreamTrace(place: "0.0.0.0:0")
    await StreamClient().run(StreamRequest(url: server.baseURL)) { trace.receive($0) }
    #expect(trace.lines.last == "closed")
    await server.stop()
  }
}
