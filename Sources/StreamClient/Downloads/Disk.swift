#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few system calls a download needs; `import Foundation` would add 44 MB to the program.
enum Disk {
  /// Why a call failed: its `errno`.
  struct Failure: Error, Sendable, Hashable {
    var code: Int32

    static var last: Failure { Failure(code: errno) }
    /// Somebody else is at the file.
    static let busy = Failure(code: EBUSY)
    static let cancelled = Failure(code: ECANCELED)

    var isClosedPipe: Bool { code == EPIPE }
  }

  /// What is found at a path.
  enum Kind: Sendable, Hashable {
    case nothing
    case file(length: Int)
    case folder
    /// A device, a pipe, a socket.
    case other
  }

  static func kind(of path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else {
      // A link that leads nowhere is in the way all the same.
      return lstat(path, &info) == 0 ? .file(length: 0) : .nothing
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file(length: Int(info.st_size))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Opens a file to write; a link in its place isn't followed, and a pipe doesn't block.
  static func create(_ path: String, keeping isKept: Bool) throws(Failure) -> Output {
    let mode = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = open(path, mode | (isKept ? O_APPEND : O_TRUNC), 0o666)
    guard descriptor >= 0 else { throw .last }
    return Output(descriptor: descriptor, isOwned: true)
  }

  /// Opens what is there already, such as a device or a pipe; waits until somebody reads the pipe.
  static func openExisting(_ path: String) async throws -> Output {
    while true {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      if descriptor >= 0 { return Output(descriptor: descriptor, isOwned: true) }
      let failure = Failure.last
      guard failure.code == ENXIO, kind(of: path) == .other else { throw failure }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Gives a file its final name. Without `overwriting` a file that has come there meanwhile stays
  /// (`EEXIST`).
  static func move(_ path: String, to target: String, overwriting: Bool) throws(Failure) {
    if !overwriting {
      if link(path, target) == 0 {
        unlink(path)
        return
      }
      // Some file systems have no hard links; there, look before the leap.
      let code = errno
      guard code != EEXIST, kind(of: target) == .nothing else { throw Failure(code: EEXIST) }
    }
    guard rename(path, target) == 0 else { throw .last }
  }

  /// Reads a file from its start, block by block, until the task is cancelled.
  static func read(
    _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      if Task.isCancelled { throw .cancelled }
      let count = block.withUnsafeMutableBytes { readOnce(descriptor, into: $0) }
      if count == 0 { return }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .last
      }
      block.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// The number of bytes; 0 at the end, negative where it failed (`errno`).
  static func readOnce(_ descriptor: Int32, into block: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, block.baseAddress, block.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, block.baseAddress, block.count)
    #elseif canImport(Darwin)
      Darwin.read(descriptor, block.baseAddress, block.count)
    #endif
  }

  static func remove(_ path: String) {
    unlink(path)
  }

  /// The start of a small file; nil where it can't be read.
  static func text(of path: String, limit: Int = 4096) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = max(0, readOnce(descriptor, into: UnsafeMutableRawBufferPointer(buffer)))
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// A file descriptor bytes are written to.
struct Output: Sendable {
  let descriptor: Int32
  let isOwned: Bool

  /// A pipe is opened once more, not to block: whoever shares the one that is there would share its
  /// not blocking, too.
  static let standard: Output = {
    #if os(Linux)
      var info = stat()
      if fstat(1, &info) == 0, info.st_mode & S_IFMT == S_IFIFO {
        let pipe = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        if pipe >= 0 { return Output(descriptor: pipe, isOwned: false) }
      }
    #endif
    return Output(descriptor: 1, isOwned: false)
  }()

  /// How much was written; 0 where the reader takes nothing now.
  func writeSome(_ bytes: UnsafeRawBufferPointer) throws(Disk.Failure) -> Int {
    while true {
      let count = writeOnce(bytes)
      if count >= 0 { return count }
      if errno == EAGAIN { return 0 }
      if errno != EINTR { throw .last }
    }
  }

  /// Writes everything to a file, which never refuses for now as a pipe may.
  func write(_ bytes: [UInt8]) throws(Disk.Failure) {
    let result: Result<Void, Disk.Failure> = bytes.withUnsafeBytes { bytes in
      Result { () throws(Disk.Failure) in
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = try writeSome(UnsafeRawBufferPointer(rebasing: rest))
          guard count > 0 else { throw .last }
          rest = rest.dropFirst(count)
        }
      }
    }
    try result.get()
  }

  /// Keeps others from writing, until the output is finished; false where another one does.
  func lock() -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// Whether the file hasn't been renamed or replaced since it was opened.
  func isStill(at path: String) -> Bool {
    var own = stat()
    var found = stat()
    guard fstat(descriptor, &own) == 0, stat(path, &found) == 0 else { return false }
    return own.st_ino == found.st_ino && own.st_dev == found.st_dev
  }

  /// The file's length in bytes.
  var length: Int {
    var info = stat()
    return fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
  }

  /// Takes away what the file holds.
  func empty() throws(Disk.Failure) {
    guard ftruncate(descriptor, 0) == 0 else { throw .last }
  }

  /// Says what closing would say, and keeps the file open and locked.
  func settle() throws(Disk.Failure) {
    guard isOwned else { return }
    let copy = dup(descriptor)
    guard copy >= 0, close(copy) == 0 else { throw .last }
  }

  /// Closing can tell of an earlier write that failed (quotas, network file systems).
  func finish() throws(Disk.Failure) {
    guard isOwned, close(descriptor) != 0 else { return }
    throw .last
  }
}

extension Output {
  private func writeOnce(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
