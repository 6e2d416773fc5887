import RecordStore
import StreamDecoding

/// The answer of a model, joined from the records of a stream. What the records are is decided by
/// their shape; each is looked at once, as far as somebody wants to see the answer.
struct Assembly: Sendable {
  /// Bytes that are kept of an answer, and its parts; the rest is counted.
  static let longest = 4 << 20
  static let mostParts = 64
  /// Bytes of records that are looked at in one go.
  private static let portion = 2 << 20
  /// Bytes of a line that has not ended.
  private static let longestLine = 1 << 20

  private(set) var dialect: ModelDialect?
  private(set) var parts: [AssemblyPart] = []
  /// Why choices ended.
  private(set) var stops: [Int: String] = [:]
  private(set) var failure: String?
  private(set) var outputTokens: Int?
  private(set) var inputTokens: Int?
  /// Records that brought text, and when the first and the last of them came.
  private(set) var pieces = 0
  private(set) var first: Duration?
  private(set) var last: Duration?
  /// Answers in this stream so far; the latest is shown.
  private(set) var answers = 0
  /// Bytes that were not kept, and records that were gone before anybody looked.
  private(set) var cut = 0
  private(set) var missed = 0
  /// The number of the record to look at next.
  private(set) var next: Int
  private let start: Int
  /// When the answer was asked for.
  let asked: Duration
  /// A path of the user's, whose texts are joined.
  let path: String?
  private let field: RecordTemplate?

  private var id = ""
  private var isOver = false
  private var kept = 0
  private var changed: Set<Int> = []
  /// The end of a text that is no whole line yet.
  private var line: [UInt8] = []

  /// - Parameters:
  ///   - first: The number of the first record.
  ///   - field: What is joined of each record; nil for what a model's answer is in it.
  init(from first: Int = 0, asked: Duration, path: String? = nil, field: RecordTemplate? = nil) {
    (start, next) = (first, first)
    self.asked = asked
    self.path = path
    self.field = field
    if field != nil { dialect = .path }
  }

  /// Another run of the same request begins with the record of that number.
  mutating func beginAgain(from first: Int, asked: Duration) {
    self = Assembly(from: first, asked: asked, path: path, field: field)
  }

  /// The same records joined anew.
  mutating func join(_ path: String?, field: RecordTemplate?) {
    self = Assembly(from: start, asked: asked, path: path, field: field)
  }

  /// Looks at some of the records that came since.
  mutating func takeMore(of store: RecordStore) {
    let oldest = store.indices.lowerBound
    if next < oldest {
      missed += oldest - next
      next = oldest
    }
    var left = Self.portion
    while left > 0, next < store.total {
      let record = store[next]
      next += 1
      left -= record.byteCount + 64
      take(record)
    }
    for part in changed { parts[part].layOut() }
    changed = []
  }

  private mutating func take(_ record: StoredRecord) {
    switch record.kind {
    case .event, .value: take(record.payload, of: record)
    case .text where dialect == .path: take(record.payload, of: record)
    case .text: takeText(record.payload, at: record.arrival)
    case .comment, .invalid, .discarded, .mark: break
    }
  }

  private mutating func take(_ payload: ArraySlice<UInt8>, of record: StoredRecord) {
    if let field {
      var text: [UInt8] = []
      field.write(
        .init(number: 0, time: "", event: [], id: [], payload: payload), to: &text)
      return take(
        [.text(.init(kind: .text), String(decoding: text.dropLast(), as: UTF8.self))],
        at: record.arrival)
    }
    if payload.elementsEqual("[DONE]".utf8) { return isOver = true }
    guard payload.first == UInt8(ascii: "{"), let value = try? JSONValue(parsing: Array(payload)),
      let (found, pieces) = ModelDialect.read(value)
    else { return }
    // What any program may send is no sign: `{"type":"start"}`.
    if dialect == nil, pieces.contains(where: \.isTelling) { dialect = found }
    if found == dialect { take(pieces, at: record.arrival) }
  }

  /// Text is lines of the data stream, or an answer as it stands.
  private mutating func takeText(_ payload: ArraySlice<UInt8>, at time: Duration) {
    line += payload
    var start = 0
    while let end = line[start...].firstIndex(of: 0x0A) {
      let whole = line[start...end]
      start = end + 1
      if let pieces = ModelDialect.dataLine(whole.dropLast()), dialect != .plainText {
        dialect = .dataStream
        take(pieces, at: time)
      } else if dialect != .dataStream {
        take(plain: whole, at: time)
      }
    }
    line.removeFirst(start)
    // Until the first line has ended, `0:` may be the beginning of either.
    let mayBeData = dialect == .dataStream || dialect == nil && line.dropFirst().first == 0x3A
    guard !mayBeData || line.count > Self.longestLine, !line.isEmpty else { return }
    if dialect == .dataStream { cut += line.count } else { take(plain: line[...], at: time) }
    line = []
  }

  private mutating func take(plain text: ArraySlice<UInt8>, at time: Duration) {
    dialect = .plainText
    take([.text(.init(kind: .text), String(decoding: text, as: UTF8.self))], at: time)
  }

  // MARK: Pieces

  private mutating func take(_ pieces: [AssemblyPiece], at time: Duration) {
    var hasText = false
    for piece in pieces {
      switch piece {
      case .begins(let id): begin(id)
      case .text(let key, let text):
        if isOver { begin("") }
        guard !text.isEmpty else { continue }
        hasText = true
        append(text, to: key)
      case .whole(let key, let text):
        hasText = true
        replace(key, by: text)
      case .name(let key, let name):
        if isOver { begin("") }
        if let part = part(key) { parts[part].name = String(name.prefix(200)) }
      case .stop(let choice, let reason):
        if stops.count < Self.mostParts { stops[choice] = String(reason.prefix(60)) }
      case .usage(let input, let output):
        inputTokens = input ?? inputTokens
        outputTokens = output ?? outputTokens
      case .failed(let message): failure = String(message.prefix(1000))
      case .ends: isOver = true
      }
    }
    guard hasText else { return }
    self.pieces += 1
    answers = max(1, answers)
    first = first ?? time
    last = time
  }

  /// An answer of another ID, or one after the end of the last, is a new one.
  private mutating func begin(_ id: String) {
    defer { self.id = id }
    guard isOver || id != self.id, !parts.isEmpty || isOver else { return }
    answers = max(1, answers) + 1
    (parts, stops, changed, kept, cut) = ([], [:], [], 0, 0)
    (failure, outputTokens, inputTokens, pieces, first, last) = (nil, nil, nil, 0, nil, nil)
    isOver = false
  }

  private mutating func part(_ key: AssemblyPart.Key) -> Int? {
    var key = key
    key.item = String(key.item.prefix(64))
    if let index = parts.firstIndex(where: { $0.key == key }) { return index }
    guard parts.count < Self.mostParts else { return nil }
    parts.append(AssemblyPart(key))
    changed.insert(parts.count - 1)
    return parts.count - 1
  }

  private mutating func append(_ text: String, to key: AssemblyPart.Key) {
    guard kept + text.utf8.count <= Self.longest, let part = part(key) else {
      return cut += text.utf8.count
    }
    kept += text.utf8.count
    parts[part].append(text.utf8)
    changed.insert(part)
  }

  private mutating func replace(_ key: AssemblyPart.Key, by text: String) {
    guard let part = part(key) else { return cut += text.utf8.count }
    kept -= parts[part].bytes.count
    guard kept + text.utf8.count <= Self.longest else { return cut += text.utf8.count }
    kept += text.utf8.count
    parts[part].replace(with: text.utf8)
    changed.insert(part)
  }
}
