import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(1))) struct ReceivedBytesTests {
  @Test(arguments: [
    (": keep-alive\r\n\r\n", 16), ("data: 1\n\n", 9), ("{\"no\": \"event\"}\n\n", 17), ("data", 4),
  ])
  func `every byte of a body counts, whatever is made of it`(body: String, count: Int) async throws
  {
    var options = StreamOptions(reconnect: .never)
    let received = ReceivedBytes()
    options.received = received
    _ = try await trace([.stream("text/event-stream", body)], options)
    #expect(received.take() == count)
    #expect(received.take() == 0)
  }
}
