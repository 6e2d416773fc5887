import SystemPackage

/// Standard output as a block writer: what a batch of records gives is gathered and written at once.
struct StandardOutput: ~Copyable {
  /// The reader left (`| head`): nothing failed, but there is nobody to write for.
  struct Closed: Error {}

  private var pending: [UInt8] = []

  static var isTerminal: Bool { FileDescriptor.standardOutput.isTerminal }

  /// Columns of the terminal that standard output shows on; nil where there is none.
  static var columns: Int? { FileDescriptor.standardOutput.columns }

  mutating func append(_ bytes: [UInt8]) {
    pending.append(contentsOf: bytes)
  }

  /// Writes what was gathered.
  mutating func flush() throws(Closed) {
    defer { pending.removeAll(keepingCapacity: true) }
    try Self.write(pending)
  }

  /// Writes all of `bytes`.
  static func write(_ bytes: [UInt8]) throws(Closed) {
    var written = 0
    while written < bytes.count {
      do {
        written += try bytes[written...].withUnsafeBytes {
          try FileDescriptor.standardOutput.write($0)
        }
      } catch Errno.resourceTemporarilyUnavailable {
        FileDescriptor.standardOutput.waitUntilWritable()
      } catch {
        throw Closed()
      }
    }
  }
}
