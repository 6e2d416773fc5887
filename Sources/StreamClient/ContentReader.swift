import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A request's content as it is sent: block by block, files as they are read.
struct ContentReader: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let content: RequestContent

  func makeAsyncIterator() -> Iterator {
    Iterator(pieces: content.pieces[...])
  }

  struct Iterator: AsyncIteratorProtocol {
    private var pieces: ArraySlice<RequestContent.Piece>
    private var file: OpenFile?

    init(pieces: ArraySlice<RequestContent.Piece>) {
      self.pieces = pieces
    }

    mutating func next() async throws -> ByteBuffer? {
      while true {
        if let block = try file?.nextBlock() { return block }
        file = nil
        switch pieces.popFirst() {
        case .bytes(let bytes): return ByteBuffer(bytes: bytes)
        case .file(let path): file = try OpenFile(path)
        case nil: return nil
        }
      }
    }
  }
}

/// A file that is closed when nobody reads it any more.
private final class OpenFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FailureFact) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .noFile(path: path) }
  }

  deinit {
    close(descriptor)
  }

  /// Nil at the end.
  func nextBlock() throws(FailureFact) -> ByteBuffer? {
    var block = ByteBuffer()
    var count = 0
    repeat {
      block.writeWithUnsafeMutableBytes(minimumWritableBytes: 64 << 10) { bytes in
        count = Disk.readOnce(descriptor, into: bytes)
        return max(0, count)
      }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .noFile(path: path) }
    return count == 0 ? nil : block
  }
}
