import RecordStore
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Records that memory has no room for, in a file without a name: it is gone when the program ends,
/// however that comes about.
final class UnnamedFile: SpillFile {
  private let file: FileDescriptor
  private let room = Mutex(FreeRoom())

  /// Makes the file in a folder for temporary files.
  init(_ environment: EnvironmentReference) throws(Errno) {
    file = try Self.open(environment)
  }

  deinit { try? file.close() }

  /// A file that only its descriptor leads to.
  ///
  /// `/var/tmp` before `/tmp`, which is memory on many machines.
  static func open(_ environment: EnvironmentReference) throws(Errno) -> FileDescriptor {
    let named = environment.environment["TMPDIR"].map { [$0] } ?? []
    var problem = Errno.noSuchFileOrDirectory
    for folder in named + ["/var/tmp", "/tmp"] where folder.hasPrefix("/") {
      do throws(Errno) {
        return try unnamed(in: folder)
      } catch {
        problem = error
      }
    }
    throw problem
  }

  private static func unnamed(in folder: String) throws(Errno) -> FileDescriptor {
    let name = ".fluidtop-records-\(UInt64.random(in: 0 ... .max))"
    let path = FilePath(folder).appending(name)
    do {
      let file = try FileDescriptor.open(
        path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
        permissions: [.ownerReadWrite])
      unlink(path.string)
      return file
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  /// Writes a slab's tables where there is room.
  func write(_ slab: LeavingSlab) throws(Errno) -> SpilledSlab {
    let offset = room.withLock { $0.take(slab.byteCount) }
    do {
      try slab.withPieces { pieces in
        var place = Int64(offset)
        for piece in pieces where !piece.isEmpty {
          try file.writeAll(toAbsoluteOffset: place, piece)
          place += Int64(piece.count)
        }
      }
    } catch {
      discard(offset..<offset + slab.byteCount)
      throw error as? Errno ?? .ioError
    }
    return slab.written(to: self, at: offset)
  }

  func read(_ pieces: [UnsafeMutableRawBufferPointer], at offset: Int) -> Bool {
    var place = Int64(offset)
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let room = UnsafeMutableRawBufferPointer(rebasing: rest)
        guard let count = try? file.read(fromAbsoluteOffset: place, into: room), count > 0 else {
          return false
        }
        rest = rest.dropFirst(count)
        place += Int64(count)
      }
    }
    return true
  }

  func discard(_ range: Range<Int>) { room.withLock { $0.free(range) } }
}
