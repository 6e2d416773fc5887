import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct DigestCheckTests {
  /// Of `hello`.
  private static let right = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
  private static let wrong = "AAJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="

  private func download(
    _ scripts: [ConnectionScript], to path: String, after first: ConnectionScript? = nil
  ) async throws -> String {
    try await told([first].compactMap { $0 } + scripts) { client, request throws(StreamFailure) in
      if first != nil { _ = try? await client.download(request, to: .file(path)) }
      let file = try await client.download(
        request, to: .file(path), options: DownloadOptions(resume: first != nil))
      return "\(file.length) bytes"
    }.line
  }

  @Test(arguments: [
    ("Repr-Digest", "sha-512=:AAAA:, sha-256=:\(right):"), ("Content-Digest", "sha-256=:\(right):"),
    ("Digest", "SHA-256=\(right)"), ("Repr-Digest", "md5=:AAAA:"),
    ("Content-MD5", "AAAA"), ("Repr-Digest", "sha-256=nonsense"),
  ])
  func `a digest that is right, or of a kind not known, lets the file be`(field: (String, String))
    async throws
  {
    let folder = try TemporaryFolder()
    let script = ConnectionScript.answer(headers: [field.0: field.1], body: "hello")
    #expect(try await download([script], to: folder["x"]) == "5 bytes")
    #expect(folder.names == ["x"])
  }

  @Test(arguments: [
    ("Repr-Digest", "sha-256=:\(wrong):"), ("Content-Digest", "sha-256=:\(wrong):;x=1"),
    ("Digest", "md5=AAAA,sha-256=\(wrong)"),
  ])
  func `a file that isn't what its digest promises is thrown away`(field: (String, String))
    async throws
  {
    let folder = try TemporaryFolder()
    let script = ConnectionScript.answer(
      headers: [field.0: field.1, "ETag": "\"1\""], body: "hello")
    #expect(
      try await download([script], to: folder["x"])
        == "file: what came from HOST as \(folder["x"]) isn't what its SHA-256 promises; "
        + "don't use it, try again")
    #expect(folder.names == [])
  }

  @Test func `a resumed file is checked as a whole`() async throws {
    let folder = try TemporaryFolder()
    let cut: ConnectionScript = [
      .expectRequest, .head(headers: ["ETag": "\"1\""], framing: .length(5)), .send("hel"), .close,
    ]
    func rest(_ text: String) -> ConnectionScript {
      .answer(
        status: 206,
        headers: [
          "ETag": "\"1\"", "Content-Range": "bytes 3-4/5", "Content-Digest": "sha-256=:AAAA:",
          "Repr-Digest": "sha-256=:\(Self.right):",
        ], body: text)
    }
    #expect(try await download([rest("lo")], to: folder["x"], after: cut) == "5 bytes")
    let damaged = try await download([rest("l!")], to: folder["y"], after: cut)
    #expect(damaged.hasPrefix("file: what came from HOST"))
    #expect(folder.names == ["x"])
  }
}
