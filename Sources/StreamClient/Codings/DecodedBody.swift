/// A body that has come before, read part by part as the client reads one, its content codings
/// undone.
///
/// Not to be shared: it has one holder.
package final class DecodedBody {
  private let coding: ContentDecoder?
  /// Nothing more of it can be read.
  package private(set) var isDamaged = false

  /// - Parameter contentEncoding: The header's value; all of them with commas between.
  package init(contentEncoding: String?) {
    coding = ContentDecoder(ContentCoding.chain(of: contentEncoding) ?? [])
  }

  /// Whether the body may end here.
  package var canEnd: Bool { !isDamaged && coding?.canEnd != false }

  /// Hands on what a part becomes, piece by piece, as long as more is wanted: a small part can become
  /// a thousand times as large.
  package func decode<Failure: Error>(
    _ part: [UInt8], _ take: ([UInt8]) throws(Failure) -> Bool
  ) throws(Failure) {
    guard let coding else {
      _ = try take(part)
      return
    }
    var piece: [UInt8] = []
    coding.append(part)
    while next(of: coding, into: &piece) { guard try take(piece) else { return } }
  }

  /// What a part becomes, about `limit` bytes at most.
  package func decoded(_ part: [UInt8], limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    decode(part) { (piece) throws(Never) in
      output += piece
      return output.count <= limit
    }
    return output
  }

  private func next(of coding: ContentDecoder, into piece: inout [UInt8]) -> Bool {
    guard !isDamaged else { return false }
    do throws(FailureFact) {
      return try coding.next(into: &piece)
    } catch {
      isDamaged = true
      return false
    }
  }
}
