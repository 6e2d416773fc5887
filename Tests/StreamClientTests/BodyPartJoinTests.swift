import DemoServer
import StreamDecoding
import Synchronization
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(1))) struct BodyPartJoinTests {
  /// What a stream of this answer gives: its batches, and all records in a row.
  private func batches(
    _ steps: [ConnectionScript.Step]
  ) async throws -> (count: Int, records: [String]) {
    let server = try await ScriptedServer.start([ConnectionScript(steps)], repeatsLast: false)
    let client = StreamClient()
    let batches = Mutex<[[String]]>([])
    await client.run(
      StreamRequest(url: server.baseURL), options: StreamOptions(reconnect: .never)
    ) { signal in
      guard case .records(let batch) = signal else { return }
      batches.withLock { $0.append(batch.entries.map { batch.string($0.payload) }) }
    }
    await client.shutdown()
    await server.stop()
    return batches.withLock { ($0.count, $0.flatMap(\.self)) }
  }

  private static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  @Test func `chunks that come in one reading are delivered in a few batches`() async throws {
    let numbers = (1...20_000).map(String.init)
    let body = numbers.map { Self.chunk("data: \($0)\n\n") }.joined()
    let run = try await batches([
      .expectRequest, .head(headers: ["Content-Type": "text/event-stream"], framing: .chunked),
      .send(body + "0\r\n\r\n"), .close,
    ])
    #expect(run.records == numbers)
    #expect(run.count < 2_000, "\(run.count) batches of 20,000 chunks")
  }

  @Test func `small and large chunks keep their order`() async throws {
    let large = String(repeating: "x", count: 40_000)
    let records = ["1", "2", large, "3", large, large, "4"]
    let body = records.map { Self.chunk("data: \($0)\n\n") }.joined()
    let run = try await batches([
      .expectRequest, .head(headers: ["Content-Type": "text/event-stream"], framing: .chunked),
      .send(body + "0\r\n\r\n"), .close,
    ])
    #expect(run.records == records)
  }
}
