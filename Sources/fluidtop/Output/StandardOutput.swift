import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output, written in whole blocks.
enum StandardOutput {
  static var isTerminal: Bool { FileDescriptor.standardOutput.isTerminal }

  /// Columns of the terminal that standard output shows on; nil where there is none.
  static var columns: Int? { FileDescriptor.standardOutput.columns }

  /// Writes all of `bytes`.
  ///
  /// Throws `Errno.brokenPipe` when the reader left (`| head`), which is no failure: there is nobody
  /// to write for. A reader that takes nothing is waited for until `isOver`; then it throws
  /// `Errno.canceled`.
  static func write(_ bytes: [UInt8], until isOver: () -> Bool = { false }) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        rest = rest.dropFirst(try rest.withUnsafeBytes { try target.write($0) })
      } catch Errno.resourceTemporarilyUnavailable {
        if isOver() { throw .canceled }
        target.waitUntilWritable()
      } catch let error as Errno {
        throw error
      } catch {
        throw .ioError
      }
    }
  }

  /// A full pipe would hold a writer for as long as nobody reads, and with it the ends that come
  /// meanwhile: `--for`, Ctrl-C. So a pipe is opened once more, not to block; to say so of the one
  /// that is there would say it to every program that shares it.
  private static let target: FileDescriptor = {
    #if os(Linux)
      var info = stat()
      if fstat(1, &info) == 0, info.st_mode & S_IFMT == S_IFIFO,
        let pipe = try? FileDescriptor.open(
          "/proc/self/fd/1", .writeOnly, options: [.nonBlocking, .closeOnExec])
      {
        return pipe
      }
    #endif
    return .standardOutput
  }()
}
