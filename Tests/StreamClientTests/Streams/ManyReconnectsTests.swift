import ScriptedServers
import StreamDecoding
import Synchronization
import Testing

@testable import StreamClient

/// No record lost or doubled where the server honours `Last-Event-ID`.
@Suite(.timeLimit(.minutes(5))) struct ManyReconnectsTests {
  private static let connections = 1000
  private static let head = ConnectionScript.Step.head(
    headers: ["Content-Type": "text/event-stream"], framing: .chunked)

  /// Two or three events after the last one seen, then one of six ends, most of them in the middle
  /// of an event that the next connection has to give again.
  private static func script(_ number: Int, after id: Int) -> ConnectionScript {
    let text = (id + 1...id + 2 + number % 2).map { "id: \($0)\ndata: \($0)\n\n" }.joined()
    let next = id + 3 + number % 2
    switch number % 6 {
    case 0: return [Self.head, .chunk(text), .lastChunk, .close]
    case 1: return [Self.head, .chunk(text), .send("5\r\nid: 9"), .close]
    case 2: return [Self.head, .chunk(text + "id: \(next)\ndata: half"), .close]
    case 3: return [Self.head, .chunk(text + "id: \(next)\ndata: \(next)\n"), .reset]
    case 4: return [.close]
    default: return [Self.head, .chunk(text), .reset]
    }
  }

  @Test func `of 1,000 forced reconnects each ID is seen once, in order`() async throws {
    let asked = Counter()
    let server = try await ScriptedServer.start { request in
      let number = asked.next()
      guard number <= Self.connections else { return .init([.response(status: 204)]) }
      let id = request[header: "Last-Event-ID"].flatMap { Int($0) } ?? 0
      return Self.script(number, after: id)
    }
    let client = StreamClient()
    let seen = Mutex<[String]>([])
    let lost = Counter()
    var options = StreamOptions(kind: .sse, retryDelay: .zero)
    options.shortestBackOff = .zero
    await client.run(StreamRequest(url: server.baseURL), options: options) { signal in
      switch signal {
      case .records(let batch):
        let ids = batch.entries.filter(\.kind.isRecord).map { batch.string($0.id) }
        seen.withLock { $0 += ids }
      case .lost: _ = lost.next()
      case .failed(let failure): Issue.record("\(failure.message)")
      case .requesting, .opened, .answering, .answered, .saved, .progress, .completed, .closed:
        break
      }
    }
    let ids = seen.withLock { $0 }
    #expect(lost.value == Self.connections)
    #expect(ids == (1...max(1, ids.count)).map { String($0) })
    // Resets may take events along, ends in good order don't.
    #expect(ids.count >= Self.connections)
    await client.shutdown()
    await server.stop()
  }
}
