import CCompression

/// Compresses a file piece by piece. Not to be sent: it is its one holder's.
final class GzipEncoder {
  private static let pieceSize = 32 << 10

  private let encoder: OpaquePointer
  private var piece = [UInt8](repeating: 0, count: pieceSize)

  /// Nil without memory.
  init?() {
    guard let encoder = ccompression_encoder_open() else { return nil }
    self.encoder = encoder
  }

  deinit { ccompression_encoder_close(encoder) }

  /// Adds what comes out for some bytes more.
  func encode(_ bytes: [UInt8], _ mode: CCompressionMode, into output: inout [UInt8]) {
    var rest = bytes[...]
    while true {
      let step = rest.withUnsafeBufferPointer { input in
        piece.withUnsafeMutableBufferPointer {
          ccompression_encode(
            encoder, input.baseAddress, input.count, $0.baseAddress, $0.count, mode)
        }
      }
      output += piece.prefix(step.produced)
      rest = rest.dropFirst(step.consumed)
      guard step.status == CCOMPRESSION_IS_FULL || !rest.isEmpty,
        step.status != CCOMPRESSION_IS_DAMAGED
      else { return }
    }
  }
}
