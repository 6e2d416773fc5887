import CPCRE2
import Synchronization

/// A regular expression for payloads: PCRE2's, whose time for one payload is bounded.
final class PayloadPattern: Sendable {
  /// What one thread at a time may use, and never leaves here.
  private struct Compiled: ~Copyable {
    let pattern: OpaquePointer

    deinit { cpcre2_free(pattern) }
  }

  private let compiled: Mutex<Compiled>

  /// Reads `/pattern/` or `/pattern/i`.
  init(parsing text: String) throws(RecordFilterProblem) {
    let body = text.dropFirst()
    guard let end = body.lastIndex(of: "/") else { throw .unfinishedPattern }
    let pattern = String(body[..<end])
    let flags = body[body.index(after: end)...]
    guard flags.isEmpty || flags == "i" else { throw .unfinishedPattern }
    compiled = Mutex(Compiled(pattern: try Self.compile(pattern, foldsCase: flags == "i")))
  }

  private static func compile(
    _ pattern: String, foldsCase: Bool
  ) throws(RecordFilterProblem) -> OpaquePointer {
    var problem = [CChar](repeating: 0, count: 128)
    var offset = 0
    var text = pattern
    let compiled = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        cpcre2_compile(
          bytes.baseAddress, bytes.count, foldsCase, &problem, problem.count, &offset)
      }
    }
    guard !pattern.isEmpty, let compiled else {
      if let compiled { cpcre2_free(compiled) }
      let words = problem.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      throw .badPattern(pattern, reason: String(decoding: words, as: UTF8.self))
    }
    return compiled
  }

  /// Whether the payload matches; nil where that took more steps than one payload is worth.
  func matches(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    var range = cpcre2_range()
    let result = find(in: bytes, from: 0, &range)
    return result == CPCRE2_GAVE_UP ? nil : result == CPCRE2_FOUND
  }

  /// Where it first matches from `start` on, as byte offsets.
  func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    var range = cpcre2_range()
    // A look-behind that goes back over the start of its own match may give them in another order.
    guard find(in: bytes, from: start, &range) == CPCRE2_FOUND, range.start <= range.end else {
      return nil
    }
    return range.start..<range.end
  }

  private func find(
    in bytes: UnsafeRawBufferPointer, from start: Int, _ range: inout cpcre2_range
  ) -> cpcre2_result {
    // As a number: the compiler takes a pointer of ours for one that stays with the pattern.
    let (address, count) = (UInt(bitPattern: bytes.baseAddress), bytes.count)
    let (result, found) = compiled.withLock { compiled in
      var found = cpcre2_range()
      let result = cpcre2_find(
        compiled.pattern, UnsafeRawPointer(bitPattern: address), count, start, &found)
      return (result, found)
    }
    range = found
    return result
  }
}
