/// A part of a model's answer, joined: its text, what it reasons, the arguments of a tool.
struct AssemblyPart: Sendable {
  enum Kind: Hashable, Sendable {
    case text, reasoning, refusal, tool
  }

  struct Key: Hashable, Sendable {
    var kind: Kind
    /// Of several answers to one request.
    var choice = 0
    /// What tells parts of one kind apart.
    var item = ""
  }

  let key: Key
  /// A tool's.
  var name = ""
  private(set) var bytes: [UInt8] = []
  private(set) var outline: RecordOutline

  /// Arguments up to this size are laid out while they come.
  private static let longestLaidOut = 65_536

  init(_ key: Key) {
    self.key = key
    outline = RecordOutline(UnsafeRawBufferPointer(start: nil, count: 0), isText: true)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
  }

  mutating func replace(with text: some Collection<UInt8>) {
    bytes = Array(text)
    outline = RecordOutline(UnsafeRawBufferPointer(start: nil, count: 0), isText: true)
  }

  /// Finds the lines of what came since.
  mutating func layOut() {
    bytes.withUnsafeBytes { bytes in
      if key.kind == .tool, bytes.count <= Self.longestLaidOut {
        outline = RecordOutline(bytes)
      } else {
        outline.goOn()
      }
      outline.extend(in: bytes, toLine: .max)
    }
  }
}
