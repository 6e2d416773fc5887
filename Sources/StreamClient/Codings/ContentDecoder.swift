/// Undoes what `Content-Encoding` says was done to a body, and checks what it gives. Source: RFC
/// 9110, 8.4.
///
/// Of our own over zlib, brotli and zstd: libcurl takes a cut gzip for a whole one, refuses files of
/// several gzip members, and fails where it doesn't know a coding.
///
/// Not `Sendable`: it has one holder, who may send it on as a whole.
final class ContentDecoder {
  /// The most bytes that come at a time, however much a part of the input becomes.
  static let pieceSize = 64 << 10
  /// How many pieces may pass between two stages for one that comes out. A bomb within a bomb could
  /// otherwise keep a thread busy without end, and without a byte that a limit could count.
  private static let mostPieces = 1024

  /// From the outermost coding to the innermost.
  private var stages: [CodingStage]

  /// Takes codings in the order in which they were applied; nil without any.
  init?(_ codings: [ContentCoding]) {
    guard !codings.isEmpty else { return nil }
    stages = codings.reversed().map { CodingStage($0) }
  }

  /// Whether a body may end here. One without a single byte may, too.
  var canEnd: Bool { stages.allSatisfy(\.canEnd) }

  /// How much of the input waits for what follows it.
  var waitingInput: Int { stages.reduce(0) { $0 + $1.waitingInput } }

  /// Takes the next part of the body as it came.
  func append(_ part: [UInt8]) {
    stages[0].append(part)
  }

  /// Puts the next piece of the body, 64 KiB at most, in the place of the last; false, and an empty
  /// piece, where more input is needed.
  ///
  /// Throws `damagedCoding`, and again at each later call.
  func next(into piece: inout [UInt8]) throws(FailureFact) -> Bool {
    var passed = 0
    return try read(stages.count - 1, into: &piece, &passed)
  }

  private func read(
    _ index: Int, into piece: inout [UInt8], _ passed: inout Int
  ) throws(FailureFact) -> Bool {
    while try !stages[index].next(into: &piece) {
      guard index > 0, try read(index - 1, into: &piece, &passed) else { return false }
      passed += 1
      guard passed <= Self.mostPieces else { throw .damagedCoding }
      stages[index].append(piece)
    }
    return true
  }
}
