import ScriptedServers

@testable import StreamClient

/// What `body` makes of a client and a request to a server that plays a script.
func playing<Result>(
  _ script: ConnectionScript, _ body: (StreamClient, StreamRequest) async throws -> Result
) async throws -> Result {
  let server = try await ScriptedServer.start([script])
  let client = StreamClient()
  let result = try await body(client, StreamRequest(url: server.baseURL))
  await client.shutdown()
  await server.stop()
  return result
}

/// The same in one line, with what was asked for: what `body` tells, or its failure; HOST stands
/// for the server.
func told(
  _ scripts: [ConnectionScript],
  _ body: (StreamClient, StreamRequest) async throws(StreamFailure) -> String
) async throws -> (line: String, requests: [RecordedRequest]) {
  let server = try await ScriptedServer.start(scripts)
  let client = StreamClient()
  let line: String
  do throws(StreamFailure) {
    line = try await body(client, StreamRequest(url: server.baseURL + "/x"))
  } catch {
    line = "\(error.kind.rawValue): \(error.message)"
  }
  await client.shutdown()
  await server.stop()
  return (line.replacing("127.0.0.1:\(server.port)", with: "HOST"), server.requests)
}
