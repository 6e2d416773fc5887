import ArgumentParser
import WebText

/// A number of bytes as people type it: `65536`, `64K`, `16M`, `1G` (powers of 1,024).
struct SizeArgument: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    guard let bytes = ByteCount.reading(limit: argument) else { return nil }
    self.bytes = bytes
  }
}

/// The same, or 0 for no room at all.
struct RoomArgument: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    guard let bytes = ByteCount.reading(room: argument) else { return nil }
    self.bytes = bytes
  }
}
