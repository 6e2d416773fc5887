/// Synthetic streams, the same bytes in every run.
struct Corpus {
  /// What it is called in the table, for example `203-byte records, LF`.
  var name: String
  /// The whole stream.
  var bytes: [UInt8]
  /// The records in it.
  var count: Int

  /// How long the records are.
  enum Sizes: String, CaseIterable {
    /// Each takes 203 bytes of the stream, as in the published figures.
    case even = "203-byte"
    /// 160 bytes to 4 KB, with escapes and characters beyond ASCII; events carry type and ID.
    case mixed
  }

  /// Rows of JSON, one a line.
  static func ndjson(_ sizes: Sizes, newline: String = "\n", bytes limit: Int) -> Corpus {
    make("\(sizes.rawValue) records", newline: newline, limit: limit) { number in
      let room = sizes == .even ? 203 - newline.utf8.count : size(of: number)
      return row(number, bytes: room, isPlain: sizes == .even) + newline
    }
  }

  /// The same rows as Server-Sent Events.
  static func events(_ sizes: Sizes, newline: String = "\n", bytes limit: Int) -> Corpus {
    make("\(sizes.rawValue) events", newline: newline, limit: limit) { number in
      switch sizes {
      case .even:
        let room = 203 - 6 - 2 * newline.utf8.count
        return "data: " + row(number, bytes: room, isPlain: true) + newline + newline
      case .mixed:
        return "event: row" + newline + "id: \(number)" + newline + "data: "
          + row(number, bytes: size(of: number), isPlain: false) + newline + newline
      }
    }
  }

  private static func make(
    _ name: String, newline: String, limit: Int, record: (Int) -> String
  ) -> Corpus {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(limit + 8192)
    var count = 0
    while bytes.count < limit {
      bytes.append(contentsOf: record(1_000_000 + count).utf8)
      count += 1
    }
    return Corpus(
      name: newline == "\n" ? name : name + ", CRLF", bytes: bytes, count: count)
  }

  /// Mostly short, now and then long.
  private static func size(of number: Int) -> Int {
    let dice = ((number &* 0x9E37_79B1) >> 8) & 0xFF
    return dice == 0 ? 4096 : dice < 16 ? 1024 : 160 + dice * 2
  }

  private static func row(_ number: Int, bytes: Int, isPlain: Bool) -> String {
    let start =
      #"{"id":\#(number),"ship":"Aurora \#(number % 97)","berth":"B\#(10 + number % 90)","#
      + #""load":\#(number % 1000).25,"docked":\#(number % 3 == 0),"crew":[\#(number % 7),12],"#
      + #""position":{"lat":53.\#(number % 9999),"lon":-9.98e0},"note":null,"text":""#
    let words = isPlain ? plainWords : richWords
    var text = ""
    let room = max(bytes - start.utf8.count - 2, 0)
    var index = number % words.count
    while text.utf8.count + words[index].utf8.count <= room {
      text += words[index]
      index = (index + 1) % words.count
    }
    text += String(repeating: ".", count: room - text.utf8.count)
    return start + text + "\"}"
  }

  private static let plainWords = ["arrives ", "at the ", "northern ", "quay, ", "on ", "time; "]
  private static let richWords = plainWords + [#"\"late\" "#, "Kölln ", "漢字 ", #"\n"#, "⚓️ "]
}
