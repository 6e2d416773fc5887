@testable import StreamClient

/// Compressed bodies: any cut of the bytes gives the same body, and of a damaged one the same as far as
/// both came (brotli and zstd give up with what they hold, and of a frame that ends with nothing too
/// early zstd takes it in parts, and refuses it in one), and no piece is larger than it may be.
enum CodingFuzzing {
  private static let chains = ["gzip", "deflate", "br", "zstd", "gzip, br", "zstd, deflate, gzip"]
  /// Of what one input becomes; the rest is more of the same.
  private static let mostBytes = 4 << 20

  /// The first byte chooses the codings.
  static func take(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let codings = ContentCoding.chain(of: chains[Int(first) % chains.count]) ?? []
    let body = Array(input.dropFirst())
    var cuts = Cuts(body)
    let whole = decode([body], codings)
    for parts in [cuts.singleBytes, cuts.parts(ofAtMost: 9)] {
      let cut = decode(parts, codings)
      let isCutOff = max(cut.bytes.count, whole.bytes.count) >= mostBytes
      require(
        isCutOff || cut == whole || (cut.isDamaged || whole.isDamaged) && cut.agrees(with: whole),
        "cut: \(cut), whole: \(whole)")
    }
  }

  private struct Body: Equatable {
    var bytes: [UInt8] = []
    var isDamaged = false
    var canEnd = false

    func agrees(with other: Body) -> Bool { zip(bytes, other.bytes).allSatisfy { $0 == $1 } }
  }

  private static func decode(_ parts: [[UInt8]], _ codings: [ContentCoding]) -> Body {
    var body = Body()
    guard let decoder = ContentDecoder(codings) else { return body }
    var piece: [UInt8] = []
    do throws(FailureFact) {
      for part in parts {
        decoder.append(part)
        while try decoder.next(into: &piece) {
          require((1...ContentDecoder.pieceSize).contains(piece.count), "a piece of \(piece.count)")
          body.bytes += piece
          if body.bytes.count >= mostBytes { return body }
        }
      }
      body.canEnd = decoder.canEnd
    } catch {
      body.isDamaged = true
    }
    return body
  }
}
