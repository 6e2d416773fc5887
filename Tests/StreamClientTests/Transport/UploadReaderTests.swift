import Testing

@testable import StreamClient

@Suite struct UploadReaderTests {
  /// What is sent of content when the server was told `length`, so many bytes at a time.
  private func sent(_ content: RequestContent, length: Int, room: Int = 4) throws -> String {
    var reader = UploadReader(content, length: length)
    var bytes: [UInt8] = []
    while true {
      let part = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard !part.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
      bytes += part
    }
  }

  @Test func `a file is sent piece by piece, and again from its start`() throws {
    let folder = try TemporaryFolder()
    try folder.write("tide tables", to: "a")
    #expect(try sent(.file(folder["a"]), length: 11) == "tide tables")
    var reader = UploadReader(.file(folder["a"]), length: 11)
    var room = [UInt8](repeating: 0, count: 4)
    for _ in 0..<2 {
      #expect(try room.withUnsafeMutableBytes { try reader.read(into: $0) } == 4)
      #expect(String(decoding: room, as: UTF8.self) == "tide")
      reader.rewind()
    }
  }

  @Test func `a file that has grown is sent as far as the server was told`() throws {
    let folder = try TemporaryFolder()
    try folder.write("tide tables", to: "a")
    #expect(try sent(.file(folder["a"]), length: 6) == "tide t")
  }

  @Test func `a file that has become shorter fails by its name`() throws {
    let folder = try TemporaryFolder()
    try folder.write("tide", to: "a")
    #expect(throws: FailureFact.noFile(path: folder["a"])) {
      try sent(.file(folder["a"]), length: 11)
    }
  }
}
