import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wakes a thread that waits for its sockets.
final class Alarm: Sendable {
  /// What can be read once it rings.
  let reader: Int32
  private let writer: Int32

  /// Nil where the process has no descriptors left (`errno`).
  init?() {
    var reader: Int32 = -1
    var writer: Int32 = -1
    guard socket_alarm_open(&reader, &writer) else { return nil }
    self.reader = reader
    self.writer = writer
  }

  deinit {
    close(reader)
    if writer != reader { close(writer) }
  }

  /// From any thread.
  func ring() {
    var one: UInt64 = 1
    _ = write(writer, &one, 8)
  }

  /// Until it rings again.
  func silence() {
    var count: UInt64 = 0
    _ = read(reader, &count, 8)
  }
}
