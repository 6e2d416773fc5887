import CCompression

/// Holds one decoder of a C library, and frees it when nobody holds it any more.
///
/// Not to be sent: it is its one holder's, a `CodingStage` in a `ContentDecoder`.
final class Decompressor {
  private let decoder: OpaquePointer

  /// Nil without memory, and for a format that isn't built in.
  init?(_ format: CCompressionFormat) {
    guard let decoder = ccompression_open(format) else { return nil }
    self.decoder = decoder
  }

  deinit {
    ccompression_close(decoder)
  }

  /// Another member or frame follows; false where that can't be.
  func restart() -> Bool {
    ccompression_restart(decoder)
  }

  /// Decodes what there is room for; the output has room for a byte at least.
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> CCompressionStep {
    ccompression_step(
      decoder, input.baseAddress, input.count, output.baseAddress, output.count)
  }
}
