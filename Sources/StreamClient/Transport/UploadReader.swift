#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A request's content as it is sent: block by block, files as they are read.
struct UploadReader {
  private let content: RequestContent
  private let length: Int
  private var pieces: ArraySlice<RequestContent.Piece>
  private var bytes: ArraySlice<UInt8> = []
  private var file: OpenFile?
  /// The last file that was opened.
  private var path = ""
  private var sent = 0

  /// `length` is what the server was told.
  init(_ content: RequestContent, length: Int) {
    self.content = content
    self.length = length
    pieces = content.pieces[...]
  }

  /// Starts again: a server wants to be sent it twice.
  mutating func rewind() {
    self = UploadReader(content, length: length)
  }

  /// The next bytes, as many as there is room for; 0 at the end. A file that has become shorter
  /// fails: the server would wait for the rest of it.
  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(FailureFact) -> Int {
    // A file that has grown meanwhile: what is too much would be taken for the next request.
    let left = UnsafeMutableRawBufferPointer(rebasing: room.prefix(length - sent))
    guard !left.isEmpty else { return 0 }
    let count = try next(into: left)
    sent += count
    guard count > 0 else { throw .noFile(path: path) }
    return count
  }

  private mutating func next(into room: UnsafeMutableRawBufferPointer) throws(FailureFact) -> Int {
    while true {
      if !bytes.isEmpty {
        let count = min(bytes.count, room.count)
        room.copyBytes(from: bytes.prefix(count))
        bytes.removeFirst(count)
        return count
      }
      if let count = try file?.read(into: room), count > 0 { return count }
      file = nil
      switch pieces.popFirst() {
      case .bytes(let next): bytes = next[...]
      case .file(let path):
        self.path = path
        file = try OpenFile(path)
      case nil: return 0
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

  /// 0 at the end.
  func read(into room: UnsafeMutableRawBufferPointer) throws(FailureFact) -> Int {
    var count = 0
    repeat { count = Disk.readOnce(descriptor, into: room) } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .noFile(path: path) }
    return count
  }
}
