@testable import ReverseProxy

/// What a client of the proxy and its backend say: a head that is passed on is read again as it was,
/// to the letter, and any cut of a body gives the same data.
enum ProxyFuzzing {
  static func take(head input: [UInt8]) {
    checkEnd(input)
    if let head = try? HeadParser.request(input) {
      require((try? HeadParser.request(head.bytes)).map { same($0, head) } == true, "\(head)")
      require(head.bytes.allSatisfy(isPlain), "a control byte is passed on: \(head)")
      if let framing = try? head.framing(), case .length(let length) = framing {
        require(length >= 0, "a body of \(length) bytes")
      }
    }
    if let head = try? HeadParser.answer(input) {
      require((100...999).contains(head.status), "the status \(head.status)")
      require((try? HeadParser.answer(head.bytes))?.lines == head.lines, "\(head)")
      require(head.bytes.allSatisfy(isPlain), "a control byte is passed on: \(head)")
      _ = try? head.framing(to: "GET")
    }
  }

  private static func same(_ one: RequestHead, _ other: RequestHead) -> Bool {
    one.method == other.method && one.target == other.target && one.lines == other.lines
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || [0x09, 0x0A, 0x0D].contains(byte)
  }

  /// A head that comes byte by byte ends where the whole one does.
  private static func checkEnd(_ input: [UInt8]) {
    var (whole, cut) = (HeadEnd(), HeadEnd())
    let length = input.withUnsafeBytes { try? whole.length(of: $0) }
    var found: Int?
    for count in 0...input.count where found == nil {
      found = input.withUnsafeBytes {
        try? cut.length(of: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
    require(found == length, "the head ends at \(found ?? -1) or at \(length ?? -1)")
  }

  static func take(body input: [UInt8]) {
    for takesBlanks in [false, true] {
      var cuts = Cuts(input)
      let whole = Scan([input], takesBlanks)
      for parts in [cuts.singleBytes, cuts.parts(ofAtMost: 7)] {
        require(Scan(parts, takesBlanks) == whole, "cut as \(parts.map(\.count))")
      }
      guard whole.isDone else { continue }
      // What is written anew is read as the same.
      let written = ChunkedBody.chunk(whole.data) + ChunkedBody.end(behind: whole.trailers)
      let again = Scan([written], takesBlanks)
      require(again.isDone && again.data == whole.data && again.taken == written.count, "\(again)")
    }
  }

  private struct Scan: Equatable {
    var data: [UInt8] = []
    var trailers: [UInt8] = []
    var taken = 0
    var isDone = false
    var fault: MessageFault?

    init(_ parts: [[UInt8]], _ takesBlanks: Bool) {
      var body = ChunkedBody(takesBlanks: takesBlanks)
      do throws(MessageFault) {
        for part in parts where !body.isDone {
          taken += try scan(part, &body)
        }
      } catch {
        // How many bytes were taken before it depends on the cut.
        taken = 0
        fault = error
      }
      (trailers, isDone) = (body.trailers, body.isDone)
    }

    private mutating func scan(
      _ part: [UInt8], _ body: inout ChunkedBody
    ) throws(MessageFault) -> Int {
      var found: [UInt8] = []
      let result = part.withUnsafeBytes { bytes in
        Result { () throws(MessageFault) in
          try body.scan(bytes) { found += bytes[$0] }
        }
      }
      data += found
      return try result.get()
    }
  }
}
