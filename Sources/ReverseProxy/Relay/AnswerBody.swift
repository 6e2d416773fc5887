import LocalServer

/// An answer's body on its way: read in the target's framing, written in the client's, and spoiled
/// where that is wanted.
struct AnswerBody {
  /// How it is written.
  private enum Form {
    /// As it came, chunks and all.
    case verbatim
    case chunked
    /// Data alone: its length is known, or the connection's end is its own.
    case plain
  }

  /// What came of a reading.
  struct Reading {
    /// The data, without framing.
    var part: [UInt8] = []
    /// How many bytes belonged to the body.
    var count = 0
  }

  private var source: MessageBody
  private let form: Form
  private let fragment: Int?
  private let limit: Int?
  /// How it is announced; nil for none.
  let framing: BodyFraming?
  /// Data that was written.
  private var sent = 0
  /// Data that waits until the client takes more; only of a body that goes out in fragments.
  private var held: ArraySlice<UInt8> = []

  init(_ source: BodyFraming, toVersion minorVersion: Int, _ faults: Faults) {
    self.source = MessageBody(source, takesBlanks: true)
    fragment = faults.fragment
    limit = if case .bytes(let limit)? = faults.cut { limit } else { nil }
    let isSpoiled = fragment != nil || limit != nil
    switch source {
    case .none: (form, framing) = (.plain, nil)
    case .length: (form, framing) = (isSpoiled ? .plain : .verbatim, source)
    case .chunked, .untilClose:
      if minorVersion == 0 {
        (form, framing) = (.plain, .untilClose)
      } else {
        (form, framing) = (source == .chunked && !isSpoiled ? .verbatim : .chunked, .chunked)
      }
    }
  }

  /// Whether all of it has come.
  var isWhole: Bool { source.isDone }

  /// Whether the connection's end is its end.
  var endsWithConnection: Bool { source.framing == .untilClose }

  /// Whether a break would look like an end to the client.
  var looksWholeWhenCut: Bool { framing == .untilClose }

  var isHolding: Bool { !held.isEmpty }

  mutating func read(_ bytes: UnsafeRawBufferPointer) throws(MessageFault) -> Reading {
    var reading = Reading()
    reading.count = try source.scan(bytes) { range in
      reading.part.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    return reading
  }

  /// What is to be written of a reading: nil where it goes on as it came.
  mutating func written(_ part: [UInt8]) -> [UInt8]? {
    switch form {
    case .verbatim: return nil
    case .chunked, .plain: return piece(part)
    }
  }

  private func piece(_ data: some Collection<UInt8>) -> [UInt8] {
    form == .chunked ? ChunkedBody.chunk(data) : Array(data)
  }

  /// What ends it.
  var ending: [UInt8] {
    form == .chunked ? ChunkedBody.end(behind: source.trailers) : []
  }

  // MARK: Spoiling

  var isSpoiled: Bool { fragment != nil || limit != nil }

  mutating func hold(_ part: [UInt8]) {
    held = held.isEmpty ? part[...] : held + part
  }

  /// The next piece of what is held; nil where there is none.
  mutating func nextPiece() -> [UInt8]? {
    guard !held.isEmpty, !isCut else { return nil }
    var piece = held.prefix(fragment ?? held.count)
    if let limit { piece = piece.prefix(limit - sent) }
    sent += piece.count
    held = held.dropFirst(piece.count)
    return self.piece(piece)
  }

  /// Whether it is to break off here.
  var isCut: Bool { limit.map { sent >= $0 } ?? false }
}
