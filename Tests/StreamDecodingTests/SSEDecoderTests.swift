import StreamDecoding
import Testing

@Suite struct SSEDecoderTests {
  @Test func `a comment is a record of its own and does not end the event`() {
    let decoded = Decoded("data: a\n: still here\ndata: b\n\n:\n", with: SSEDecoder())
    #expect(
      decoded.records == [
        "comment  still here",
        #"event message "a\nb""#,
        "comment ",
      ])
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `a blank line ends an event, whatever the line ending`(newline: String) {
    let text = ["event: tick", "id: 7", "data: a", "data: b", "", "data: c", "", ""]
      .joined(separator: newline)
    for decoded in Decoded.everyCut(of: Array(text.utf8), with: SSEDecoder()) {
      #expect(
        decoded.records == [#"event tick "a\nb" id=7"#, #"event message "c" id=7"#])
      #expect(decoded.lastEventID == "7")
    }
  }

  @Test func `an event without data is not dispatched but commits its id`() {
    let decoded = Decoded("id: 1\nevent: x\n\ndata\n\n", with: SSEDecoder())
    #expect(decoded.records == [#"event message "" id=1"#])
  }

  @Test func `an unfinished event is discarded with its id`() {
    let decoded = Decoded("data: a\nid: 1\n\nid: 2\ndata: b\n", with: SSEDecoder())
    #expect(decoded.records == [#"event message "a" id=1"#])
    #expect(decoded.lastEventID == "1")
  }

  @Test func `an id with NUL is ignored and the one before it stays`() {
    let decoded = Decoded("id: 1\nid: 2\0\ndata: a\n\n", with: SSEDecoder())
    #expect(decoded.records == [#"event message "a" id=1"#])
  }

  @Test func `a new connection keeps the id and forgets the rest`() throws {
    var decoder = SSEDecoder(lastEventID: Array("41".utf8))
    var batch = RecordBatch()
    try decoder.decode(Array("data: a\n\nid: 42\n\nid: 43\nevent: lost\ndata: lo".utf8), &batch)
    decoder.startConnection()
    try decoder.decode(Array("\u{FEFF}data: b\n\n".utf8), &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == ["a", "b"])
    #expect(batch.entries.map { batch.string($0.id) } == ["41", "42"])
    #expect(batch.entries.map { batch.string($0.type) } == ["", ""])
    #expect(decoder.lastEventID == Array("42".utf8))
  }

  @Test func `a line feed that starts a new connection is not swallowed`() throws {
    var decoder = SSEDecoder()
    var batch = RecordBatch()
    try decoder.decode(Array("data: a\r".utf8), &batch)
    decoder.startConnection()
    try decoder.decode(Array("data: b\n\n".utf8), &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == ["b"])
  }

  @Test(arguments: [
    ("0", 0), ("007", 7), ("3000", 3000), ("99999999999999999999", Int.max), ("", nil), ("-1", nil),
    ("+1", nil), ("1.5", nil), ("1 ", nil), (" 1", nil), ("1s", nil), ("٣", nil),
  ])
  func `a retry field counts if it is ASCII digits only`(value: String, milliseconds: Int?) {
    #expect(Decoded("retry: \(value)\n", with: SSEDecoder()).reconnectionTime == milliseconds)
  }

  @Test func `data at the limit passes and one byte more is an error`() {
    let limit = 10
    for text in ["data: 0123456789", "data: 0123\ndata: 56789", "data:0123456789"] {
      for decoded in Decoded.everyCut(
        of: Array("data: a\n\n\(text)\n\n".utf8), with: SSEDecoder(recordLimit: limit))
      {
        #expect(decoded.failure == nil)
        #expect(decoded.records.count == 2)
      }
      for decoded in Decoded.everyCut(
        of: Array("data: a\n\n\(text)x\n\n".utf8), with: SSEDecoder(recordLimit: limit))
      {
        #expect(decoded.failure == .recordTooLarge(limit: limit))
        #expect(decoded.records == [#"event message "a""#])
      }
    }
  }

  @Test func `a line that never ends is an error, not memory`() {
    let decoded = Decoded(
      Array(repeating: Array("xxxxxxxx".utf8), count: 100), with: SSEDecoder(recordLimit: 64))
    #expect(decoded.failure == .recordTooLarge(limit: 64))
  }

  @Test func `after an error nothing comes until a new connection`() throws {
    var decoder = StreamDecoder(format: .sse, recordLimit: 4)
    var batch = RecordBatch()
    #expect(throws: DecodingFailure.recordTooLarge(limit: 4)) {
      try decoder.decode(Array("id: 9\ndata: a\n\ndata: too long\n\n".utf8), into: &batch)
    }
    #expect(decoder.lastEventID == Array("9".utf8))
    try decoder.decode(Array("data: b\n\n".utf8), into: &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == ["a"])
    decoder.startConnection()
    try decoder.decode(Array("data: c\n\n".utf8), into: &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == ["a", "c"])
  }

  @Test func `fields cut over many parts come together again`() {
    let type = String(repeating: "t", count: 300)
    let data = String(repeating: "0123456789", count: 3000)
    let text = "event: \(type)\nid: \(type)\ndata: \(data)\ndata: \(data)\n\n"
    for decoded in Decoded.everyCut(of: Array(text.utf8), with: SSEDecoder()) {
      #expect(decoded.records == [#"event \#(type) "\#(data)\n\#(data)" id=\#(type)"#])
    }
  }
}

extension SSEDecoder {
  fileprivate mutating func decode(
    _ bytes: [UInt8], _ batch: inout RecordBatch
  ) throws(DecodingFailure) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DecodingFailure) in try decode(bytes, into: &batch) }
    }
    try result.get()
  }
}
