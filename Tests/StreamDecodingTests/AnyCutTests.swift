import StreamDecoding
import Testing

/// Streams put together at random from the pieces that matter, the same ones in every run.
@Suite struct AnyCutTests {
  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  static let eventPieces: [[UInt8]] =
    [
      "data", "data:", "data: ", "id:", "id", "event:", "retry:", ":", " ", "a", "7", "\n", "\r",
      "\r\n", "\n\n", "\0", "\u{FEFF}", "é", "x: y",
    ].map { Array($0.utf8) } + [[0xEF], [0xBB], [0xFF], [0x0A], [0x0D]]

  static let jsonPieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "1", "-", "1.5e3", "true", "tru",
      "null", " ", "         ", "\n", "\r\n", "\n\n", "\u{1E}", "\u{1E}{}\n", "{\"a\":[1]}", "\\",
      "\\u00e9",
      "é",
      "\u{FEFF}", "\t",
    ].map { Array($0.utf8) } + [[0xE2], [0x82], [0xFF], [0x00]]

  private func stream(_ pieces: [[UInt8]], _ dice: inout Dice) -> [UInt8] {
    (0..<Int.random(in: 0...30, using: &dice)).flatMap { _ in
      pieces.randomElement(using: &dice) ?? []
    }
  }

  @Test(
    arguments: [
      SSEDecoder(), NDJSONDecoder(), JSONSequenceDecoder(), JSONValueDecoder(),
      JSONValueDecoder(arrays: .areValues), NDJSONDecoder(recordLimit: 8),
      SSEDecoder(recordLimit: 8), LineDecoder(), LineDecoder(recordLimit: 8),
      JSONSequenceDecoder(recordLimit: 8), JSONValueDecoder(recordLimit: 8),
    ] as [any RecordDecoder])
  func `any cut gives the same records`(decoder: any RecordDecoder) {
    var dice = Dice(state: 1)
    let pieces = decoder is SSEDecoder ? Self.eventPieces : Self.jsonPieces
    for _ in 0..<300 {
      let bytes = stream(pieces, &dice)
      let whole = Decoded([bytes], with: decoder)
      for decoded in Decoded.everyCut(of: bytes, with: decoder) {
        #expect(decoded == whole, "\(bytes)")
      }
    }
  }

  /// What is held while a record's end is waited for counts, whether it is a part of it or not.
  @Test(
    arguments: [
      (NDJSONDecoder(recordLimit: 8), "1\n          \n2\n"),
      (NDJSONDecoder(recordLimit: 8), "1\n\t\t\t\t\t\t\t\t\t\t"),
      (JSONSequenceDecoder(recordLimit: 8), "\u{1E}1\n\u{1E}2          \n\u{1E}3\n"),
      (JSONSequenceDecoder(recordLimit: 8), "\u{1E}1\n\u{1E}2          \u{1E}3\n"),
      (JSONSequenceDecoder(recordLimit: 8), "\u{1E}1\n\u{1E}x          \u{1E}3\n"),
      (JSONValueDecoder(recordLimit: 8), "1\nx          \n3\n"),
      (JSONValueDecoder(recordLimit: 8), "[1,\nx          \n3]"),
    ] as [(any RecordDecoder, String)])
  func `white space past the limit is an error, in one piece as in many`(
    decoder: any RecordDecoder, text: String
  ) {
    for decoded in Decoded.everyCut(of: Array(text.utf8), with: decoder) {
      #expect(decoded.records == ["value 1"])
      #expect(decoded.failure == .recordTooLarge(limit: 8))
    }
  }

  @Test func `events are those of a reading after the letter of the standard`() {
    var dice = Dice(state: 2)
    for _ in 0..<2000 {
      let bytes = stream(Self.eventPieces, &dice)
      var decoded = Decoded([bytes], with: SSEDecoder())
      decoded.records.removeAll { $0.hasPrefix("comment ") }
      let expected = LiteralEventStream(bytes)
      #expect(decoded.records == expected.records, "\(bytes)")
      #expect(decoded.lastEventID == expected.lastEventID)
      #expect(decoded.reconnectionTime == expected.reconnectionTime)
    }
  }
}

/// The steps of WHATWG HTML 9.2.5 and 9.2.6, one by one, over a whole body: slow and plain.
private struct LiteralEventStream {
  private(set) var records: [String] = []
  private(set) var lastEventID = ""
  private(set) var reconnectionTime: Int?
  private var data = "", type = "", idBuffer = ""

  init(_ bytes: [UInt8]) {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var line = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\r" || scalars[index] == "\n" {
        if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" {
          index += 1
        }
        process(line)
        line = String.UnicodeScalarView()
      } else {
        line.append(scalars[index])
      }
      index += 1
    }
  }

  private mutating func process(_ line: String.UnicodeScalarView) {
    if line.isEmpty { return dispatch() }
    guard let colon = line.firstIndex(of: ":") else {
      return process(field: String(line), value: "")
    }
    if colon == line.startIndex { return }
    var value = line[line.index(after: colon)...]
    if value.first == " " { value = value.dropFirst() }
    process(field: String(line[..<colon]), value: String(value))
  }

  private mutating func process(field: String, value: String) {
    switch field {
    case "event": type = value
    case "data":
      data.unicodeScalars.append(contentsOf: value.unicodeScalars)
      data.unicodeScalars.append("\n")
    case "id": if !value.unicodeScalars.contains("\0") { idBuffer = value }
    case "retry":
      if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        reconnectionTime = Int(value) ?? .max
      }
    default: break
    }
  }

  private mutating func dispatch() {
    lastEventID = idBuffer
    defer { (data, type) = ("", "") }
    guard !data.isEmpty else { return }
    data.unicodeScalars.removeLast()
    let id = lastEventID.isEmpty ? "" : " id=\(lastEventID)"
    records.append(
      "event \(type.isEmpty ? "message" : type) \(JSONValue.string(data).text())\(id)")
  }
}
