#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The first `byte` of `bytes` from `start` on, or the count.
///
/// `memchr` is several times as fast as any loop the compiler makes.
@inline(__always)
func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
  guard let base = bytes.baseAddress, start < bytes.count else { return bytes.count }
  guard let found = memchr(base + start, Int32(byte), bytes.count - start) else {
    return bytes.count
  }
  return UnsafeRawPointer(found) - base
}

/// Finds line ends of either kind, searching for each only once.
struct LineEnds {
  private let bytes: UnsafeRawBufferPointer
  private var lineFeed: Int
  private var carriageReturn: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    lineFeed = firstIndex(of: 0x0A, in: bytes, from: 0)
    carriageReturn = firstIndex(of: 0x0D, in: bytes, from: 0)
  }

  /// The first LF or CR from `start` on, or nil.
  @inline(__always)
  mutating func next(from start: Int) -> Int? {
    if lineFeed < start { lineFeed = firstIndex(of: 0x0A, in: bytes, from: start) }
    if carriageReturn < start { carriageReturn = firstIndex(of: 0x0D, in: bytes, from: start) }
    let end = min(lineFeed, carriageReturn)
    return end < bytes.count ? end : nil
  }
}
