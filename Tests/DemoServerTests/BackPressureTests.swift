import ScriptedServers
import Testing

@testable import DemoServer

@Suite(.timeLimit(.minutes(5)))
struct BackPressureTests {
  @Test
  func `an endless flood waits for a client that does not read, then goes on`() async throws {
    let server = try await DemoServer.start()
    let connection = try await RawConnection.open(port: server.port, readsSlowly: true)
    try await connection.request("/logs/tail?rate=0")
    // The sockets' buffers grow for a while; then they and at most 256 KiB behind them are full.
    var made = 0
    let isWaiting = await eventually(every: .milliseconds(300)) {
      defer { made = server.activity.unitsMade }
      return made > 0 && made == server.activity.unitsMade
    }
    #expect(isWaiting)
    try await connection.readFreely()
    #expect(await eventually { server.activity.unitsMade > made })
    await connection.close()
    await server.stop()
  }

  @Test
  func `a client that leaves ends its stream at once`() async throws {
    let server = try await DemoServer.start()
    let connection = try await RawConnection.open(port: server.port)
    try await connection.request("/metrics/live?host=a&interval=0.005")
    #expect(await connection.sees("id: 2\n"))
    #expect(server.openConnections == 1)
    await connection.close()
    #expect(await eventually { server.openConnections == 0 })
    // A second stream of its speed comes to its end; the first has made nothing meanwhile.
    let made = server.activity.unitsMade
    _ = try await RawConnection.ask(server.port, "/metrics/live?host=a&interval=0.005&count=20")
    #expect(server.activity.unitsMade == made + 20)
    await server.stop()
  }
}
