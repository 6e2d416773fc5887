/// Where closed records stand that memory has no room for: a file that nobody but the program sees.
///
/// The store knows no files: who made it hands one in.
public protocol SpillFile: AnyObject, Sendable {
  /// Fills all of `pieces`, one after the other, with what stands from `offset` on; false where that
  /// can't be read.
  func read(_ pieces: [UnsafeMutableRawBufferPointer], at offset: Int) -> Bool
  /// Nobody wants these bytes any more.
  func discard(_ range: Range<Int>)
}
