import StreamClient
import StreamDecoding

/// What `POST /` asks for: a stream to read, and where to tell of it.
struct StreamParameters: Sendable {
  var request: StreamRequest
  var options: StreamOptions
  /// Without a slash at the end.
  var callbackURL: String

  /// Nil where a URL is missing, or a value isn't of its type.
  init?(_ document: JSONValue) {
    guard let url = document["streamUrl"]?.stringValue,
      let callbackURL = document["callbackUrl"]?.stringValue
    else { return nil }
    guard let method = Self.text(document["method"]), let body = Self.text(document["body"]),
      let lastEventID = Self.text(document["lastEventId"]),
      let delay = Self.milliseconds(document["initialDelayMs"]),
      let readTimeout = Self.milliseconds(document["readTimeoutMs"]),
      let headers = Self.headers(document["headers"])
    else { return nil }
    request = StreamRequest(
      url: url, method: method ?? "GET", headers: headers, body: body.map { Array($0.utf8) },
      expectedKinds: [.sse])
    // Whatever the method is, a suite expects what `EventSource` does.
    options = StreamOptions(
      reconnect: .always, lastEventID: lastEventID, idleTimeout: readTimeout)
    if let delay { options.retryDelay = delay }
    self.callbackURL = callbackURL.hasSuffix("/") ? String(callbackURL.dropLast()) : callbackURL
  }

  /// The outer optional is nil where the value isn't of its type, the inner where there is none.
  private static func text(_ value: JSONValue?) -> String?? {
    guard let value, !value.isNull else { return .some(nil) }
    return value.stringValue.map { .some($0) }
  }

  private static func milliseconds(_ value: JSONValue?) -> Duration?? {
    guard let value, !value.isNull else { return .some(nil) }
    guard let count = value.intValue, count >= 0 else { return nil }
    return .some(.milliseconds(count))
  }

  private static func headers(_ value: JSONValue?) -> [HeaderField]? {
    guard let value, !value.isNull else { return [] }
    guard let members = value.objectValue else { return nil }
    let fields = members.compactMap { name, value in
      value.stringValue.map { HeaderField(name, $0) }
    }
    return fields.count == members.count ? fields : nil
  }
}
