import CCompression

/// Undoes one coding of a body.
struct CodingStage {
  private enum State {
    /// Nothing has been read.
    case first
    case within(Decompressor)
    /// At the end of a whole member; another may follow.
    case between(Decompressor)
    /// What stands behind the last member is no more part of the body than of any archive.
    case done
    case damaged
  }

  private let coding: ContentCoding
  private var state = State.first
  private var input: [UInt8] = []
  /// How much of the input has been read.
  private var position = 0
  /// Whether more may come without more input.
  private var holdsOutput = false
  private var output = [UInt8](repeating: 0, count: ContentDecoder.pieceSize)
  private var filled = 0

  init(_ coding: ContentCoding) {
    self.coding = coding
  }

  /// How much of the input waits for what follows it.
  var waitingInput: Int { input.count - position }

  /// Whether a body may end here. One without a single byte may, too.
  var canEnd: Bool {
    switch state {
    case .first, .between: waitingInput == 0
    case .done: true
    case .within, .damaged: false
    }
  }

  mutating func append(_ part: [UInt8]) {
    if case .done = state { return }
    // Mostly nothing waits, and the part needn't be copied.
    input = waitingInput == 0 ? part : input[position...] + part
    position = 0
  }

  /// Puts the next piece in the place of the last; false, and an empty piece, where more input is
  /// needed. What comes before damage comes out before that is thrown.
  mutating func next(into piece: inout [UInt8]) throws(FailureFact) -> Bool {
    filled = 0
    while filled < output.count, advance() {}
    if waitingInput == 0 { dropInput() }
    piece.removeAll(keepingCapacity: true)
    if filled > 0 {
      piece.append(contentsOf: output[..<filled])
      return true
    }
    if case .damaged = state { throw .damagedCoding }
    return false
  }

  /// False where it can't go on.
  private mutating func advance() -> Bool {
    switch state {
    case .first: begin(isFirst: true) { Decompressor($0) }
    case .between(let decompressor):
      begin(isFirst: false) { _ in decompressor.restart() ? decompressor : nil }
    case .within(let decompressor): decode(decompressor)
    case .done, .damaged: false
    }
  }

  private mutating func begin(
    isFirst: Bool, _ open: (CCompressionFormat) -> Decompressor?
  ) -> Bool {
    guard waitingInput > 0 else { return false }
    switch CodingHead.finding(input[position...], coding, isFirst: isFirst) {
    case .needsInput: return false
    case .somethingElse: state = isFirst ? .damaged : .done
    case .start(let format): state = open(format).map { .within($0) } ?? .damaged
    }
    if case .done = state { dropInput() }
    return true
  }

  private mutating func decode(_ decompressor: Decompressor) -> Bool {
    guard waitingInput > 0 || holdsOutput else { return false }
    let step = input.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { output in
        decompressor.step(
          UnsafeRawBufferPointer(rebasing: input[position...]),
          into: UnsafeMutableRawBufferPointer(rebasing: output[filled...]))
      }
    }
    position += step.consumed
    filled += step.produced
    holdsOutput = step.status == CCOMPRESSION_IS_FULL
    if step.status == CCOMPRESSION_IS_WHOLE { state = .between(decompressor) }
    if step.status == CCOMPRESSION_IS_DAMAGED { state = .damaged }
    return step.consumed + step.produced > 0 || step.status == CCOMPRESSION_IS_WHOLE
  }

  /// Lets go of a part, so that whoever sent it can use its memory again.
  private mutating func dropInput() {
    input = []
    position = 0
  }
}
