import CCompression
import Recordings
import SystemPackage
import WebText

/// A file of gzip's, unpacked into one without a name.
struct UnpackedFile {
  /// A small file can become a thousand times as large, and what is made of it larger still.
  private static let limit = 4 << 30
  private static let pieceSize = 1 << 20

  let file: FileDescriptor
  /// Whether it was compressed to its end.
  let isWhole: Bool

  /// Whether a file that begins so is one. Source: RFC 1952, 2.3.1.
  static func isPacked(_ start: [UInt8]) -> Bool { start.starts(with: [0x1F, 0x8B]) }

  /// Unpacks a file, piece by piece into `take` as well.
  init(
    _ packed: FileDescriptor, _ environment: EnvironmentReference,
    _ take: (ArraySlice<UInt8>) throws(CaptureProblem) -> Void
  ) throws(CaptureProblem) {
    let file: FileDescriptor
    do throws(Errno) {
      file = try UnnamedFile.open(environment)
    } catch {
      throw CaptureProblem(line: nil, reason: "there is no room to unpack it: \(error)")
    }
    do throws(CaptureProblem) {
      isWhole = try Self.unpack(packed) { (piece) throws(CaptureProblem) in
        do {
          try file.writeAll(piece)
        } catch {
          throw CaptureProblem(
            line: nil,
            reason: "there is no room to unpack it: \(error); name another folder in TMPDIR")
        }
        try take(piece)
      }
    } catch {
      try? file.close()
      throw error
    }
    self.file = file
  }

  /// Whether it ended where a member does.
  private static func unpack(
    _ packed: FileDescriptor, _ take: (ArraySlice<UInt8>) throws(CaptureProblem) -> Void
  ) throws(CaptureProblem) -> Bool {
    guard let decoder = ccompression_open(CCOMPRESSION_GZIP) else {
      throw CaptureProblem(line: nil, reason: "there is no memory to unpack it")
    }
    defer { ccompression_close(decoder) }
    var input = [UInt8](repeating: 0, count: pieceSize)
    var output = [UInt8](repeating: 0, count: pieceSize)
    var total = 0
    var isBetween = false
    while true {
      let count = try FileBytes.read(packed, into: &input)
      guard count > 0 else { return isBetween }
      var rest = input[..<count]
      var isFull = false
      while !rest.isEmpty || isFull {
        if isBetween {
          // What stands behind the last member is no part of it.
          guard rest.first == 0x1F, ccompression_restart(decoder) else { return true }
          isBetween = false
        }
        let step = rest.withUnsafeBufferPointer { input in
          output.withUnsafeMutableBufferPointer {
            ccompression_step(decoder, input.baseAddress, input.count, $0.baseAddress, $0.count)
          }
        }
        rest = rest.dropFirst(step.consumed)
        total += step.produced
        if total > limit {
          throw CaptureProblem(
            line: nil,
            reason: "it unpacks to more than \(ByteCount.text(limit)); unpack it with gzip -d")
        }
        try take(output[..<step.produced])
        if step.status == CCOMPRESSION_IS_DAMAGED {
          throw CaptureProblem(
            line: nil, reason: "what is compressed in it is damaged behind \(ByteCount.text(total))"
          )
        }
        isFull = step.status == CCOMPRESSION_IS_FULL
        isBetween = step.status == CCOMPRESSION_IS_WHOLE
      }
    }
  }
}

/// Bytes of a file that somebody named.
enum FileBytes {
  /// Reads what is there, 0 bytes at the end.
  static func read(
    _ file: FileDescriptor, into buffer: inout [UInt8]
  ) throws(CaptureProblem) -> Int {
    do {
      return try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
    } catch {
      throw CaptureProblem(line: nil, reason: "it can't be read: \(error)")
    }
  }

  /// Goes back to its beginning.
  static func rewind(_ file: FileDescriptor) throws(CaptureProblem) {
    do {
      try file.seek(offset: 0, from: .start)
    } catch {
      throw CaptureProblem(line: nil, reason: "it is packed, and no file: \(error)")
    }
  }
}
