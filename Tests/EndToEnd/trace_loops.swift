// Calls the functions of an exported Swift client, and prints what their loops see.
//
//   trace-loops CALLS     the lines of each call by its name, as those of trace_calls.ts

import FoundationEssentials
import StreamClient

struct LoopCall: Decodable {
  let name: String
  let baseUrl: String
  let leaveAfter: Int
  let slow: Int
  let reconnect: String?
  let reconnectLimit: Int?
  let recordLimit: Int?
  let lastEventId: String?

  var options: StreamOptions {
    StreamOptions(
      reconnect: reconnect.flatMap(ReconnectPolicy.init), reconnectLimit: reconnectLimit,
      lastEventID: lastEventId, recordLimit: recordLimit ?? 16 << 20)
  }
}

actor Lines {
  private(set) var lines: [[String: JSON]] = []

  func add(_ callback: String, _ facts: [String: JSON]) {
    lines.append(facts.merging(["callback": .string(callback)]) { first, _ in first })
  }
}

struct Loop {
  let call: LoopCall
  let lines = Lines()
  var client: Client { Client(baseURL: call.baseUrl) }

  func lines() async throws -> [[String: JSON]] {
    do {
      if try await run() { await lines.add("onComplete", [:]) }
    } catch let failure as StreamFailure {
      var error: [String: JSON] = ["kind": .string(failure.kind.rawValue)]
      if failure.kind == .status { error["status"] = failure.status.map(JSON.integer) ?? .null }
      await lines.add("onError", ["fatal": .bool(true), "error": .object(error)])
    }
    return await lines.lines
  }

  /// False when the loop was left.
  private func run() async throws -> Bool {
    switch call.name {
    case "stream_notifications":
      return try await follow(client.streamNotifications(userId: 1, options: call.options))
    case "stream_chat":
      let body = JSON.object(["message": .string("hi")])
      return try await follow(client.streamChat(body: body, options: call.options))
    case "stream_analytics_data":
      return try await each(client.streamAnalyticsData(options: call.options)) {
        await lines.add("onChunk", ["value": $0])
      }
    case "stream_logs":
      return try await each(client.streamLogs(options: call.options)) {
        await lines.add("onChunk", ["text": .string($0)])
      }
    default:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      _ = try await client.downloadFile(fileId: "report", to: .folder(folder.path)) { done, total in
        await lines.add(
          "onProgress", ["done": .integer(done), "total": total.map(JSON.integer) ?? .null])
      }
      return true
    }
  }

  private func follow(_ events: Events<JSON>) async throws -> Bool {
    try await each(events) { event in
      await lines.add(
        "onMessage",
        [
          "type": .string(event.type), "data": .string(event.data),
          "lastEventId": .string(event.lastEventID),
        ])
    }
  }

  private func each<S: AsyncSequence>(_ records: S, _ tell: (S.Element) async -> Void)
    async throws -> Bool
  {
    var count = 0
    for try await record in records {
      count += 1
      await tell(record)
      if count == call.leaveAfter { return false }
      try await Task.sleep(for: .milliseconds(call.slow))
    }
    return true
  }
}

let calls = try JSONDecoder().decode(
  [String: LoopCall].self, from: Data(CommandLine.arguments[1].utf8))
let traces = try await withThrowingTaskGroup(of: (String, [[String: JSON]]).self) { group in
  for (name, call) in calls {
    group.addTask { (name, try await Loop(call: call).lines()) }
  }
  var traces: [String: [[String: JSON]]] = [:]
  for try await (name, lines) in group { traces[name] = lines }
  return traces
}
print(String(decoding: try JSONEncoder().encode(traces), as: UTF8.self))
