import CCompression
import Recordings

/// A recorded body part by part, its content coding undone.
///
/// Not to be sent: it is its one reader's.
final class RecordedBody {
  private static let pieceSize = 64 << 10
  private static let formats: [String: CCompressionFormat] = [
    "gzip": CCOMPRESSION_GZIP, "x-gzip": CCOMPRESSION_GZIP, "deflate": CCOMPRESSION_ZLIB,
    "br": CCOMPRESSION_BROTLI, "zstd": CCOMPRESSION_ZSTD,
  ]

  private var decoder: OpaquePointer?
  /// It was coded in a way that nobody knows, or is damaged: its bytes are as they came.
  private(set) var isOpaque = false

  init(_ head: RecordedHead?) {
    let coding = head?.header("Content-Encoding")?.lowercased() ?? "identity"
    guard coding != "identity", !coding.isEmpty else { return }
    decoder = Self.formats[coding].flatMap { ccompression_open($0) }
    isOpaque = decoder == nil
  }

  deinit { ccompression_close(decoder) }

  /// What a part becomes, about `limit` bytes at most.
  func decoded(_ part: [UInt8], limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    decode(part) { (piece) throws(Never) in
      output += piece
      return output.count <= limit
    }
    return output
  }

  /// Hands on what a part becomes, piece by piece, as long as more is wanted: a small part can become
  /// a thousand times as large.
  func decode<Failure: Error>(
    _ part: [UInt8], _ take: (ArraySlice<UInt8>) throws(Failure) -> Bool
  ) throws(Failure) {
    guard let decoder else {
      _ = try take(part[...])
      return
    }
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    var rest = part[...]
    while !isOpaque {
      let step = rest.withUnsafeBufferPointer { input in
        piece.withUnsafeMutableBufferPointer {
          ccompression_step(decoder, input.baseAddress, input.count, $0.baseAddress, $0.count)
        }
      }
      guard try take(piece.prefix(step.produced)) else { return }
      rest = rest.dropFirst(step.consumed)
      switch step.status {
      case CCOMPRESSION_IS_FULL: continue
      case CCOMPRESSION_IS_WHOLE where !rest.isEmpty && ccompression_restart(decoder): continue
      case CCOMPRESSION_IS_DAMAGED: isOpaque = true
      default: return
      }
    }
  }
}
