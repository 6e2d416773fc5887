import ScriptedServers
import StreamClient
import StreamDecoding
import Synchronization

/// What a stream called back, a line of JSON a callback, as `tail --output trace` writes it.
final class CallbackTrace: Sendable {
  private let recorded = Mutex<[String]>([])
  private let place: String

  init(place: String) {
    self.place = place
  }

  var lines: [String] { recorded.withLock { $0 } }

  private func add(_ callback: String, _ members: KeyValuePairs<String, JSONValue?> = [:]) {
    var line: JSONObject = ["callback": .string(callback)]
    for (name, value) in members { line[name] = value }
    let text = JSONValue.object(line).text().replacing(place, with: "HOST")
    recorded.withLock { $0.append(text) }
  }

  var callbacks: StreamCallbacks {
    var callbacks = StreamCallbacks()
    callbacks.onOpen = {
      self.add("onOpen", ["status": .number($0.status), "mediaType": .string($0.mediaType)])
    }
    callbacks.onMessage = { event in
      self.add(
        "onMessage",
        [
          "type": .string(event.type), "data": .string(event.data),
          "lastEventId": .string(event.lastEventID),
        ])
    }
    callbacks.onChunk = { chunk in
      switch chunk {
      case .value(let text): self.add("onChunk", ["value": (try? JSONValue(parsing: text)) ?? nil])
      case .text(let text): self.add("onChunk", ["text": .string(text)])
      }
    }
    callbacks.onInvalidRecord = {
      self.add("onInvalidRecord", ["text": .string($0.text), "reason": .string($0.reason)])
    }
    callbacks.onProgress = { done, total in
      self.add("onProgress", ["done": .number(done), "total": total.map { .number($0) }])
    }
    callbacks.onError = { failure, retry in
      let wait = retry.map { $0.serverMilliseconds ?? Int($0.delay / .milliseconds(1)) }
      self.add(
        "onError",
        [
          "fatal": .bool(retry == nil), "retryInMs": wait.map { .number($0) },
          "error": Self.object(failure),
        ])
    }
    callbacks.onComplete = { self.add("onComplete") }
    callbacks.onClose = { self.add("onClose") }
    return callbacks
  }

  private static func object(_ failure: StreamFailure) -> JSONValue {
    var object: JSONObject = ["kind": .string(failure.kind.rawValue)]
    object["status"] = failure.status.map { .number($0) }
    object["message"] = .string(failure.message)
    return .object(object)
  }
}

// The lines of a trace, for the tests that expect them.
extension CallbackTrace {
  static func open(_ mediaType: String = "text/event-stream") -> String {
    #"{"callback":"onOpen","status":200,"mediaType":"\#(mediaType)"}"#
  }

  static func message(_ data: String, id: String = "") -> String {
    #"{"callback":"onMessage","type":"message","data":"\#(data)","lastEventId":"\#(id)"}"#
  }

  static func value(_ json: String) -> String {
    #"{"callback":"onChunk","value":\#(json)}"#
  }

  static func text(_ text: String) -> String {
    #"{"callback":"onChunk","text":"\#(text)"}"#
  }

  static func retry(_ kind: String, _ message: String, in milliseconds: Int = 0) -> String {
    #"{"callback":"onError","fatal":false,"retryInMs":\#(milliseconds),"#
      + #""error":{"kind":"\#(kind)","message":"\#(message)"}}"#
  }

  static func fatal(_ kind: String, _ message: String, status: Int? = nil) -> String {
    let status = status.map { #""status":\#($0),"# } ?? ""
    return #"{"callback":"onError","fatal":true,"#
      + #""error":{"kind":"\#(kind)",\#(status)"message":"\#(message)"}}"#
  }

  static let complete = #"{"callback":"onComplete"}"#
  static let close = #"{"callback":"onClose"}"#
}
