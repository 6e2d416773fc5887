import Testing

@testable import StreamClient

/// What a `Content-Encoding` says, and bodies that were compressed more than once.
@Suite struct ContentCodingTests {
  private typealias Fixture = CompressedFixture

  /// A whole gzip body that holds these bytes as they are.
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    let halves = [length, ~length].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return GzipBomb.head + [0] + halves + bytes
  }

  @Test(arguments: [nil, "", " ", ",", "identity", "Identity , identity"])
  func `a body that nothing was done to has no codings`(value: String?) {
    #expect(ContentCoding.chain(of: value) == [])
    #expect(ContentDecoder([]) === nil)
  }

  @Test func `codings are read in order, whatever their case`() {
    #expect(ContentCoding.chain(of: "gzip") == [.gzip])
    #expect(ContentCoding.chain(of: "X-GZip") == [.gzip])
    #expect(ContentCoding.chain(of: "deflate, identity,\tgzip ,") == [.deflate, .gzip])
  }

  @Test(
    arguments: ["utf-8", "none", "binary", "aws-chunked", "gzip, aws-chunked", "compress", "gz ip"])
  func `a coding that isn't known anywhere leaves the body as it is`(value: String) {
    #expect(ContentCoding.chain(of: value) == nil)
  }

  @Test func `so do more codings than five`() {
    let five = Array(repeating: "gzip", count: 5).joined(separator: ",")
    #expect(ContentCoding.chain(of: five)?.count == 5)
    #expect(ContentCoding.chain(of: five + ", identity")?.count == 5)
    #expect(ContentCoding.chain(of: five + ", gzip") == nil)
  }

  @Test func `what is built in is what is undone`() {
    let names = HTTPLibrary.contentCodings
    #expect(ContentCoding.chain(of: names.joined(separator: ", "))?.map(\.rawValue) == names)
    #if os(Linux)
      #expect(names == ["gzip", "deflate", "br", "zstd"])
    #endif
  }

  @Test func `a bomb in a bomb gives small pieces too`() throws {
    let inner = GzipBomb.head + Array(repeating: GzipBomb.block, count: 100).joined()
    #expect(try Undoing.size(ofBomb: stored(inner), .gzip, .gzip) == 100 << 16)
  }

  @Test(.timeLimit(.minutes(5)))
  func `what gives nothing for long, because it is in a bomb, is damaged`() throws {
    let decoder = try #require(ContentDecoder([.gzip, .gzip]))
    var piece: [UInt8] = []
    decoder.append(stored(Fixture.stored) + Array(repeating: GzipBomb.block, count: 2000).joined())
    #expect(try decoder.next(into: &piece))
    #expect(String(decoding: piece, as: UTF8.self) == "plain")
    #expect(throws: FailureFact.damagedCoding) { try decoder.next(into: &piece) }
  }
}
