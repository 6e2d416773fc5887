import StreamClient
import StreamDecoding
import Synchronization

/// Posts messages to `URL/1`, `URL/2`, …; the suite sorts them by these numbers.
final class CallbackPosts: Sendable {
  private let url: String
  private let client: StreamClient
  private let count = Mutex(0)

  init(url: String, client: StreamClient) {
    self.url = url
    self.client = client
  }

  /// Returns when the suite has the message. A suite that is gone is none of our business.
  func post(_ message: CallbackMessage) async {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let request = StreamRequest(
      url: "\(url)/\(number)", method: "POST",
      headers: [HeaderField("Content-Type", "application/json")],
      body: Array(message.json.text().utf8))
    _ = try? await client.fetch(request, limit: 64 << 10, timeout: .seconds(10))
  }
}
