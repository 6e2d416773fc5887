import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct DecodableRecordsTests {
  private struct Row: Decodable, Sendable, Equatable {
    var name: String
    var value: Double?
  }

  private enum Notice: Sendable, Equatable {
    case row(Row)
    case count(Int)
  }

  private let once = StreamOptions(reconnect: .never)

  @Test func `JSON lines and the data of events become rows`() async throws {
    let rows = [Row(name: "a", value: 1.5), Row(name: "ä")]
    let lines = ConnectionScript.stream(
      "application/x-ndjson", #"{"name":"a","value":1.5}"# + "\n", #"{"value":null,"name":"ä"}"#)
    let data = #"data: {"name":"a","value":1.5}"# + "\n\n" + #"data: {"name":"ä"}"# + "\n\n"
    for script in [lines, events(data, then: cleanEnd)] {
      let seen = try await playing(script) { client, request in
        var seen: [Row] = []
        for try await row in client.records(request, of: Row.self, options: once) {
          seen.append(row)
        }
        return seen
      }
      #expect(seen == rows)
    }
  }

  @Test func `events become types by their names`() async throws {
    let body = "event: row\ndata: {\"name\":\"a\"}\n\ndata: 7\n\nevent: other\ndata: x\n\n"
    let types = EventTypes<Notice>()
      .on("row", of: Row.self) { .row($0) }
      .on("message", of: Int.self) { .count($0) }
    let seen = try await playing(events(body, then: cleanEnd)) { client, request in
      var seen: [Notice] = []
      for try await notice in client.events(request, as: types, options: once) {
        seen.append(notice)
      }
      return seen
    }
    #expect(seen == [.row(Row(name: "a")), .count(7)])
  }

  @Test func `a record that doesn't fit says where`() async throws {
    let script = ConnectionScript.stream("application/x-ndjson", "{\"name\":\"a\"}\n{\"name\":1}\n")
    let failure = try await playing(script) { client, request in
      do {
        for try await _ in client.records(request, of: Row.self) {}
      } catch {
        return error as? StreamFailure
      }
      return nil
    }
    #expect(failure?.kind == .invalidRecord)
    #expect(failure?.message.hasPrefix("record 2 from 127.0.0.1:") == true)
    #expect(failure?.message.contains("can't be read as Row: ") == true)
    #expect(failure?.message.contains("name") == true)
  }
}
