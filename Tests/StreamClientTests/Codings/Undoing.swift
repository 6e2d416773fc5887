import Testing

@testable import StreamClient

/// What comes of a body that comes in parts of a size.
enum Undoing {
  /// Nil where the body is damaged or cut.
  static func text(
    _ body: [UInt8], _ codings: ContentCoding..., partsOf size: Int = .max
  ) -> String? {
    text(body, of: codings, partsOf: size)
  }

  static func text(
    _ body: [UInt8], of codings: [ContentCoding], partsOf size: Int = .max
  ) -> String? {
    guard let decoder = ContentDecoder(codings) else { return nil }
    var result: [UInt8] = []
    var piece: [UInt8] = []
    var rest = body[...]
    do throws(FailureFact) {
      while !rest.isEmpty {
        decoder.append(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
        while try decoder.next(into: &piece) { result += piece }
      }
    } catch {
      #expect(error == .damagedCoding)
      return nil
    }
    return decoder.canEnd ? String(decoding: result, as: UTF8.self) : nil
  }

  /// How many bytes come of a bomb, each of them an x and no piece of it too large.
  static func size(ofBomb body: [UInt8], _ codings: ContentCoding...) throws -> Int {
    let decoder = try #require(ContentDecoder(codings))
    decoder.append(body)
    var piece: [UInt8] = []
    var count = 0
    while try decoder.next(into: &piece) {
      #expect(piece.count <= 64 << 10)
      #expect(piece.allSatisfy { $0 == UInt8(ascii: "x") })
      count += piece.count
    }
    #expect(piece.isEmpty)
    return count
  }
}
