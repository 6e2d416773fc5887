import ScriptedServers
import StreamClient
import Synchronization
import Testing

import class FoundationEssentials.FileManager

@testable import DemoServer
@testable import Discovery

@Suite(.timeLimit(.minutes(5))) struct `Watching targets` {
  private func write(_ text: String, to path: String) {
    let isWritten = FileManager.default.createFile(atPath: path, contents: .init(text.utf8))
    #expect(isWritten)
  }

  @Test func `a change of a source is seen, one of other files is not`() throws {
    let file = try TemporaryFile(named: "main.py", holding: "a = 1\n")
    let before = SourceFingerprint([file.folder])
    write("x", to: file.folder + "/data.db")
    #expect(SourceFingerprint([file.folder]) == before)
    write("a = 12\n", to: file.path)
    let after = SourceFingerprint([file.folder])
    #expect(after.changes(since: before) == [file.path])
    write("{}", to: file.folder + "/fluid.config.json")
    #expect(
      SourceFingerprint([file.folder]).changes(since: after)
        == [file.folder + "/fluid.config.json"])
  }

  @Test func `a watch tells what changed, and ends when it is cancelled`() async throws {
    let file = try TemporaryFile(named: "openapi.json", holding: "{}")
    let told = Mutex<[String]>([])
    let client = StreamClient()
    let options = DiscoveryOptions(workingFolder: file.folder, environment: [:])
    let watch = Task {
      await TargetWatch(client: client, options: options, targets: [.document("openapi.json")])
        .run { sentence in told.withLock { $0.append(sentence) } }
    }
    // Again and again, for the first look may come after a change.
    var text = "{}"
    while told.withLock(\.isEmpty) {
      text += " "
      write(text, to: file.path)
      try await Task.sleep(for: .seconds(2))
    }
    watch.cancel()
    await watch.value
    await client.shutdown()
    #expect(told.withLock(\.first) == "openapi.json changed")
  }

  @Test func `a watch follows the files that a document refers to`() throws {
    let file = try TemporaryFile(
      named: "openapi.yaml",
      holding: """
        openapi: 3.1.0
        paths: {/feed: {get: {$ref: feed.yaml}}, /gone: {$ref: gone.yaml}, /out: {$ref: ../out.yaml}}
        """)
    write("responses: {'200': {$ref: answer.yaml}}", to: file.folder + "/feed.yaml")
    write("{}", to: file.folder + "/answer.yaml")
    write("{}", to: file.folder + "/other.yaml")
    let files = LocalFiles(workingFolder: file.folder)
    let names = ReferredFiles(document: "openapi.yaml", files: files).places().map {
      String($0.split(separator: "/").last ?? "")
    }
    #expect(names == ["openapi.yaml", "answer.yaml", "feed.yaml", "gone.yaml"])
  }

  @Test func `a held connection ends with its server, and not before`() async throws {
    let server = try await DemoServer.start(port: 0)
    let client = StreamClient()
    let isOver = Mutex(false)
    let holding = Task {
      let wasThere = await client.holdConnection(to: server.baseURL)
      isOver.withLock { $0 = true }
      return wasThere
    }
    #expect(await eventually { server.openConnections == 1 })
    // The server answers another one meanwhile.
    _ = try await client.fetch(
      StreamRequest(url: server.baseURL + "/openapi.json"), limit: 1 << 20, timeout: .patience)
    #expect(!isOver.withLock { $0 })
    await server.stop()
    #expect(await holding.value)
    let isThere = await client.holdConnection(to: server.baseURL)
    #expect(!isThere)
    await client.shutdown()
  }
}
