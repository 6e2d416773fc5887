import DemoServer
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DemoServerTests {
  @Test
  func `ordinary endpoints answer JSON with a length`() async throws {
    let server = try await DemoServer.start()
    let health = try await RawConnection.ask(server.port, "/health")
    #expect(health.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"))
    #expect(health.contains("\r\nContent-Length: 43\r\n"))
    #expect(health.hasSuffix(#"{"status":"ok","version":"2.3","berths":12}"#))
    let berth = try await RawConnection.ask(server.port, "/berths/4")
    #expect(berth.hasSuffix(#"{"id":4,"ship":null,"depth":10.5,"free":true}"#))
    await server.stop()
  }

  @Test(arguments: [
    ("/nowhere", "404 Not Found", #"{"detail":"Not Found"}"#),
    ("/berths/99", "404 Not Found", #"{"detail":"Berth 99 not found"}"#),
    ("/files/secret/download", "404 Not Found", #"{"detail":"File secret not found"}"#),
    (
      "/berths/x1", "422 Unprocessable Entity",
      #"{"detail":[{"type":"int_parsing","loc":["path","berth_id"],"#
        + #""msg":"Input should be a valid integer, unable to parse string as an integer","#
        + #""input":"x1"}]}"#
    ),
    (
      "/metrics/live", "422 Unprocessable Entity",
      #"{"detail":[{"type":"missing","loc":["query","host"],"msg":"Field required","#
        + #""input":null}]}"#
    ),
    (
      "/rows/fish", "422 Unprocessable Entity",
      #"{"detail":[{"type":"literal_error","loc":["path","table"],"#
        + #""msg":"Input should be 'ships', 'containers' or 'tides'","input":"fish","#
        + #""ctx":{"expected":"'ships', 'containers' or 'tides'"}}]}"#
    ),
    ("/chat/stream", "405 Method Not Allowed", #"{"detail":"Method Not Allowed"}"#),
  ])
  func `refusals are worded as FastAPI words them`(
    target: String, status: String, body: String
  ) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, target)
    #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n" + body))
    await server.stop()
  }

  @Test
  func `a connection serves one request after the other`() async throws {
    let server = try await DemoServer.start()
    let connection = try await RawConnection.open(port: server.port)
    try await connection.request("/rows/tides?count=1&rate=0")
    #expect(await connection.sees("\r\n0\r\n\r\n"))
    try await connection.request("/health")
    #expect(await connection.sees(#""status":"ok""#))
    await server.stop()
  }

  @Test
  func `stop ends the streams and gives the port back`() async throws {
    let server = try await DemoServer.start()
    let connection = try await RawConnection.open(port: server.port)
    try await connection.request("/logs/tail?rate=100")
    #expect(await connection.sees("06:00:00 "))
    await server.stop()
    #expect(await connection.sees { _, ending in ending != nil })
    let again = try await DemoServer.start(port: server.port)
    #expect(again.baseURL == "http://127.0.0.1:\(server.port)")
    await again.stop()
  }

  @Test
  func `a body over a mebibyte is refused`() async throws {
    let server = try await DemoServer.start()
    let connection = try await RawConnection.open(port: server.port)
    let body = String(repeating: " ", count: 1 << 20) + "{}"
    try? await connection.request("/chat/stream", method: "POST", body: body)
    #expect(await connection.sees("413 Payload Too Large"))
    await server.stop()
  }
}
