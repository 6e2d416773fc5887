#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A JSON text as a list of its tokens, in which a container says where it ends.
///
/// It refers to the bytes it was made from; `keepBytes` makes it outlive them.
@usableFromInline
final class JSONTape {
  struct Token {
    var kind: JSONToken.Kind
    /// A string or key surely without escapes.
    var isPlain: Bool
    /// The bytes of the token, of a container up to its end.
    var start: UInt32
    var end: UInt32
    /// The token after this one and all that is in it.
    var next: UInt32
    /// Elements or members of a container.
    var count: UInt32
    /// The container this one stands in, and the how manieth it is there.
    var parent: UInt32
    var ordinal: UInt32
  }

  /// Memory of its own: an array would be counted at each look.
  let tokens: UnsafeMutablePointer<Token>
  let userInfo: [CodingUserInfoKey: any Sendable]
  /// The members of large objects by name, each by the object's token.
  var memberIndexes: [Int: [JSONKey: Int]] = [:]
  private(set) var bytes: UnsafeRawBufferPointer
  private var keptBytes: UnsafeMutableRawBufferPointer?

  init(
    _ bytes: UnsafeRawBufferPointer, userInfo: [CodingUserInfoKey: any Sendable]
  ) throws(JSONRecordFailure) {
    self.bytes = bytes
    self.userInfo = userInfo
    tokens = try JSONTapeBuilder.tokens(of: bytes)
  }

  deinit {
    tokens.deallocate()
    keptBytes?.deallocate()
  }

  /// Copies the bytes: somebody holds on to the tape longer than the bytes are there.
  func keepBytes() {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyMemory(from: bytes)
    keptBytes = copy
    bytes = UnsafeRawBufferPointer(copy)
  }

  /// The bytes of a token.
  @inline(__always)
  func range(of token: Token) -> Range<Int> { Int(token.start)..<Int(token.end) }

  /// The text of a string or key.
  @inline(__always)
  func text(of token: Token) -> String {
    guard token.isPlain else { return JSONString.text(of: range(of: token), in: bytes) }
    let content = bytes[Int(token.start) + 1..<Int(token.end) - 1]
    return String(decoding: UnsafeRawBufferPointer(rebasing: content), as: UTF8.self)
  }

  /// Whether a key is the text `name`.
  @inline(__always)
  func isKey(_ token: Token, _ name: UnsafeRawBufferPointer) -> Bool {
    guard token.isPlain else { return text(of: token).utf8.elementsEqual(name) }
    let start = Int(token.start) + 1
    let length = Int(token.end) - 1 - start
    guard length == name.count else { return false }
    guard length > 0, let key = bytes.baseAddress, let name = name.baseAddress else { return true }
    return bytes[start] == name.load(as: UInt8.self) && memcmp(key + start, name, length) == 0
  }

  /// The way from the whole text to the token at `index`.
  func path(to index: Int) -> [JSONRecordFailure.Step] {
    var steps: [JSONRecordFailure.Step] = []
    var index = index
    while index > 0 {
      let token = tokens[index]
      let parent = Int(token.parent)
      if tokens[parent].kind == .objectStart {
        // The name stands right before its value.
        steps.append(.key(text(of: tokens[token.kind == .key ? index : index - 1])))
      } else {
        steps.append(.index(Int(token.ordinal)))
      }
      index = parent
    }
    return steps.reversed()
  }
}
