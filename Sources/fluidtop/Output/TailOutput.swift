import Synchronization
import SystemPackage

/// Standard output as the streams of one command share it: what one of them writes at a time stands
/// there whole, and records are counted for all together.
final class TailOutput: Sendable {
  /// What a stream has while it writes and no other one does.
  struct Turn: Sendable {
    /// Records that may still be written; nil for any number.
    fileprivate(set) var remaining: Int?
    /// Nothing more is wanted, or can be written.
    fileprivate(set) var isOver = false
    /// Why standard output can't be written; nil also where its reader left.
    fileprivate(set) var ending: Ending?

    /// How many of `count` records may be written, which are counted then.
    mutating func take(_ count: Int) -> Int {
      guard let remaining else { return count }
      let taken = min(count, remaining)
      self.remaining = remaining - taken
      return taken
    }

    /// Writes all of `bytes`, or as much as a reader takes before `isLate`; false for less than all.
    mutating func write(_ bytes: [UInt8], until isLate: () -> Bool = { false }) -> Bool {
      do {
        try StandardOutput.write(bytes, until: isLate)
      } catch {
        if error == .canceled { return false }
        isOver = true
        if error != .brokenPipe { ending = Ending(writing: error) }
        return false
      }
      return true
    }
  }

  private let turn: Mutex<Turn>

  /// - Parameter limit: So many records are written in all; nil for any number.
  init(limit: Int? = nil) {
    turn = Mutex(Turn(remaining: limit))
  }

  var isOver: Bool { turn.withLock { $0.isOver || $0.remaining == 0 } }

  var ending: Ending? { turn.withLock { $0.ending } }

  /// Lets one stream write. The others wait meanwhile, as one would for a reader that is slow.
  func withTurn(_ write: (inout Turn) -> Void) { turn.withLock { write(&$0) } }
}
